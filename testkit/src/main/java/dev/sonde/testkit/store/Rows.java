package dev.sonde.testkit.store;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Samples as the reference passes them from encode to send.
///
/// @param row where it stands in the batch
record Rows(int row, Ident of, long time, double value) {
  static ByteBuffer encode(Shipment shipment, List<Integer> rows) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (int row : rows) {
        out.writeInt(row);
        series(out, shipment.batch().series(row));
        out.writeLong(shipment.batch().time(row));
        out.writeLong(Double.doubleToRawLongBits(shipment.batch().value(row)));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return ByteBuffer.wrap(bytes.toByteArray());
  }

  static List<Rows> decode(ByteBuffer body) throws IOException {
    var rows = new ArrayList<Rows>();
    var bytes =
        new ByteArrayInputStream(
            body.array(), body.arrayOffset() + body.position(), body.remaining());
    try (var in = new DataInputStream(bytes)) {
      while (in.available() > 0) {
        int row = in.readInt();
        rows.add(new Rows(row, series(in), in.readLong(), Double.longBitsToDouble(in.readLong())));
      }
    }
    return rows;
  }

  private static void series(DataOutputStream out, Series series) throws IOException {
    text(out, series.name());
    Map<String, String> labels = series.labels().map();
    out.writeInt(labels.size());
    for (Map.Entry<String, String> each : labels.entrySet()) {
      text(out, each.getKey());
      text(out, each.getValue());
    }
  }

  private static Ident series(DataInputStream in) throws IOException {
    String name = text(in);
    var labels = new TreeMap<String, String>();
    for (int left = in.readInt(); left > 0; left--) {
      labels.put(text(in), text(in));
    }
    return new Ident(name, Labels.of(labels));
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
