package dev.sonde.server;

import dev.sonde.api.Time;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.wire.Exposition;
import dev.sonde.wire.Format;

/// `/metrics`: the live metrics JSON, unless the client asks for a text format by name.
final class MetricsHandler {
  private final Program program;
  private final Time time;
  private final Exposer text = new Exposer(Exposition.prometheus(false), Format.TEXT_0_0_4);
  private final Exposer openMetrics =
      new Exposer(Exposition.openMetrics(false), Format.OPENMETRICS_1_0);

  MetricsHandler(Program program, Time time) {
    this.program = program;
    this.time = time;
  }

  /// By the `Accept` header.
  Response negotiated(Request request) {
    String accept = String.join(",", request.headers("Accept"));
    return answer(Format.choose(accept)).with("Vary", "Accept");
  }

  /// Always JSON.
  Response json(Request request) {
    return answer(Format.JSON_SNAPSHOT);
  }

  /// Always text: OpenMetrics for those who ask for it by name.
  Response text(Request request) {
    String accept = String.join(",", request.headers("Accept"));
    boolean open = Format.choose(accept) == Format.OPENMETRICS_1_0;
    return answer(open ? Format.OPENMETRICS_1_0 : Format.TEXT_0_0_4).with("Vary", "Accept");
  }

  private Response answer(Format format) {
    return switch (format) {
      case JSON_SNAPSHOT -> LiveJson.response(program.snapshot(), time.wallMillis());
      case TEXT_0_0_4 -> text.page(program.snapshot());
      case OPENMETRICS_1_0 -> openMetrics.page(program.snapshot());
    };
  }
}
