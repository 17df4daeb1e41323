package dev.sonde.it.journal;

import dev.sonde.api.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/// How batches are posted by programs that are not Sonde, gzipped.
enum PostedForm {
  /// Metrics as document 002 has them, a line each.
  JSON("application/x-ndjson") {
    @Override
    byte[] plain(Batch batch) {
      var lines = new StringBuilder();
      for (int row = 0; row < batch.size(); row++) {
        lines.append("{\"name\":\"").append(batch.series(row).name()).append("\",\"value\":");
        lines.append(batch.value(row)).append(",\"timestamp\":").append(batch.time(row));
        lines.append(",\"labels\":{");
        int first = lines.length();
        batch
            .series(row)
            .labels()
            .forEach((name, value) -> {
              lines.append(lines.length() == first ? "\"" : ",\"").append(name);
              lines.append("\":\"").append(value).append('"');
            });
        lines.append("}}\n");
      }
      return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
  },
  /// Gauges of one resource and scope, each with its points.
  OTLP("application/x-protobuf") {
    private static final int METRICS = 2;
    private static final int GAUGE = 5;
    private static final int POINT_TIME = 3;
    private static final int POINT_VALUE = 4;
    private static final int POINT_ATTRIBUTES = 7;
    private static final long NANOS = 1_000_000;

    @Override
    byte[] plain(Batch batch) {
      var scope = new ProtobufWriter();
      int row = 0;
      while (row < batch.size()) {
        String name = batch.series(row).name();
        var gauge = new ProtobufWriter();
        for (; row < batch.size() && batch.series(row).name().equals(name); row++) {
          gauge.message(1, point(batch, row));
        }
        scope.message(METRICS, new ProtobufWriter().text(1, name).message(GAUGE, gauge));
      }
      var resource = new ProtobufWriter().message(2, scope);
      return new ProtobufWriter().message(1, resource).bytes();
    }

    private ProtobufWriter point(Batch batch, int row) {
      var point = new ProtobufWriter();
      point.fixed64Bits(POINT_TIME, batch.time(row) * NANOS);
      point.fixed64(POINT_VALUE, batch.value(row));
      batch
          .series(row)
          .labels()
          .forEach((name, value) -> point.message(POINT_ATTRIBUTES, attribute(name, value)));
      return point;
    }

    private static ProtobufWriter attribute(String name, String value) {
      var text = new ProtobufWriter().text(1, value);
      return new ProtobufWriter().text(1, name).message(2, text);
    }
  };

  final String type;

  PostedForm(String type) {
    this.type = type;
  }

  final byte[] body(Batch batch) {
    var body = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(body)) {
      out.write(plain(batch));
    } catch (IOException e) {
      throw new UncheckedIOException("in memory", e);
    }
    return body.toByteArray();
  }

  abstract byte[] plain(Batch batch);
}
