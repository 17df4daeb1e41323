package dev.sonde.stores.embedded;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

/// Labels as they stand in the file: length and text of each name and value, sorted by name.
final class LabelBytes {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private LabelBytes() {}

  static void write(Bytes out, Series series) {
    out.clear();
    series.forEachLabelUtf8((bytes, name, nameEnd, value, valueEnd) -> {
      out.varint(nameEnd - name);
      out.put(bytes, name, nameEnd);
      out.varint(valueEnd - value);
      out.put(bytes, value, valueEnd);
    });
  }

  static Labels read(byte[] blob) throws Damage {
    if (blob.length == 0) {
      return Labels.NONE;
    }
    var in = new ByteSource();
    in.read(blob, 0, blob.length);
    var labels = new LinkedHashMap<String, String>();
    while (in.left() > 0) {
      String name = text(in);
      if (name.isEmpty()) {
        throw new Damage("a label without a name");
      }
      labels.put(name, text(in));
    }
    return Labels.of(labels);
  }

  private static String text(ByteSource in) throws Damage {
    int length = in.count(in.left());
    int from = in.position();
    in.skip(length);
    return new String(in.array(), from, length, StandardCharsets.UTF_8);
  }

  static long hash(byte[] name, byte[] labels) {
    long hash = FNV_OFFSET;
    for (byte each : name) {
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ 0xff) * FNV_PRIME;
    for (byte each : labels) {
      hash = (hash ^ (each & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
