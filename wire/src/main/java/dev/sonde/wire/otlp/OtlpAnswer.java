package dev.sonde.wire.otlp;

import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import dev.sonde.wire.protobuf.ProtoBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes `ExportMetricsServiceResponse`: `ExportMetricsPartialSuccess partial_success = 1`, of
/// `int64 rejected_data_points = 1, string error_message = 2`. Empty when all was taken.
public final class OtlpAnswer {
  private OtlpAnswer() {}

  /// The answer to a request that was read and committed.
  public static byte[] of(OtlpReport report, OtlpForm form) {
    return switch (form) {
      case PROTOBUF -> protobuf(report);
      case JSON -> json(report);
    };
  }

  private static byte[] protobuf(OtlpReport report) {
    var out = new ProtoBuffer();
    if (!report.problem().isEmpty()) {
      byte[] words = report.problem().getBytes(StandardCharsets.UTF_8);
      out.room(words.length + 4 * ProtoBuffer.VARINT);
      out.put(1 << 3 | 2);
      int begin = out.begin(1);
      out.put(1 << 3);
      out.varint(report.rejected());
      out.put(2 << 3 | 2);
      out.varint(words.length);
      out.put(words, 0, words.length);
      out.end(begin, 1);
    }
    return Arrays.copyOf(out.bytes(), out.size());
  }

  private static byte[] json(OtlpReport report) {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    if (!report.problem().isEmpty()) {
      json.name("partialSuccess").object();
      json.name("rejectedDataPoints").value(Integer.toString(report.rejected()));
      json.name("errorMessage").value(report.problem()).endObject();
    }
    json.endObject();
    return out.toByteArray();
  }
}
