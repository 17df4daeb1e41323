package dev.sonde.shippers.remotewrite;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.testkit.Received;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads requests of remote write, as the specifications describe them.
public final class Requests {
  private static final int VARINT = 0;
  private static final int FIXED = 1;
  private static final int BYTES = 2;

  /// A field of a message.
  private record Field(int number, long value, ByteBuffer bytes) {
    String text() {
      return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
  }

  private final boolean two;
  private final List<String> symbols = new ArrayList<>();

  private Requests(boolean two) {
    this.two = two;
  }

  /// Its samples, as `name{labels} timeMillis value`.
  public static List<String> rows(Received request) {
    return rows(request.body(), request.header("content-type").contains("v2.Request"));
  }

  static List<String> rows(byte[] compressed, boolean two) {
    var reading = new Requests(two);
    var rows = new ArrayList<String>();
    List<Field> fields = fields(ByteBuffer.wrap(snappy(compressed)));
    if (two) {
      fields.stream()
          .filter(each -> each.number == 4)
          .forEach(each -> reading.symbols.add(each.text()));
    }
    for (Field each : fields) {
      if (each.number == (two ? 5 : 1)) {
        reading.series(each.bytes, rows);
      }
    }
    return rows;
  }

  private void series(ByteBuffer message, List<String> rows) {
    var labels = new TreeMap<String, String>();
    var samples = new ArrayList<String>();
    for (Field each : fields(message)) {
      if (each.number == 1) {
        label(labels, each.bytes.duplicate());
      } else if (each.number == 2) {
        samples.add(sample(each.bytes));
      }
    }
    String name = String.valueOf(labels.remove("__name__"));
    var series = new Series(name, Labels.of(labels), 0);
    samples.forEach(each -> rows.add(series + " " + each));
  }

  private void label(Map<String, String> labels, ByteBuffer value) {
    if (!two) {
      List<Field> pair = fields(value);
      labels.put(pair.get(0).text(), pair.get(1).text());
      return;
    }
    while (value.hasRemaining()) {
      String name = symbols.get((int) varint(value));
      labels.put(name, symbols.get((int) varint(value)));
    }
  }

  private static String sample(ByteBuffer message) {
    var numbers = new long[2];
    fields(message).forEach(each -> numbers[each.number - 1] = each.value);
    return numbers[1] + " " + Double.longBitsToDouble(numbers[0]);
  }

  private static List<Field> fields(ByteBuffer message) {
    ByteBuffer in = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    var fields = new ArrayList<Field>();
    while (in.hasRemaining()) {
      int tag = (int) varint(in);
      int number = tag >>> 3;
      fields.add(
          switch (tag & 7) {
            case VARINT -> new Field(number, varint(in), in);
            case FIXED -> new Field(number, in.getLong(), in);
            case BYTES -> new Field(number, 0, bytes(in, (int) varint(in)));
            default -> throw new AssertionError("wire type " + (tag & 7));
          });
    }
    return fields;
  }

  private static ByteBuffer bytes(ByteBuffer in, int length) {
    ByteBuffer slice = in.slice(in.position(), length);
    in.position(in.position() + length);
    return slice;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    byte next = in.get();
    while (next < 0) {
      value |= (next & 0x7fL) << shift;
      shift += 7;
      next = in.get();
    }
    return value | (long) next << shift;
  }

  private static byte[] snappy(byte[] compressed) {
    ByteBuffer in = ByteBuffer.wrap(compressed).order(ByteOrder.LITTLE_ENDIAN);
    var out = ByteBuffer.allocate((int) varint(in));
    while (in.hasRemaining()) {
      int tag = in.get() & 0xff;
      switch (tag & 3) {
        case 0 -> out.put(bytes(in, literal(in, tag >>> 2)));
        case 1 -> copy(out, (tag >>> 2 & 7) + 4, (tag >>> 5 << 8) | (in.get() & 0xff));
        case 2 -> copy(out, (tag >>> 2) + 1, in.getShort() & 0xffff);
        default -> copy(out, (tag >>> 2) + 1, in.getInt());
      }
    }
    return out.array();
  }

  private static int literal(ByteBuffer in, int said) {
    if (said < 60) {
      return said + 1;
    }
    int length = 0;
    for (int i = 0; i < said - 59; i++) {
      length |= (in.get() & 0xff) << (8 * i);
    }
    return length + 1;
  }

  private static void copy(ByteBuffer out, int length, int distance) {
    for (int i = 0; i < length; i++) {
      out.put(out.get(out.position() - distance));
    }
  }
}
