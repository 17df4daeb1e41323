package dev.sonde.server;

import dev.sonde.api.Time;
import dev.sonde.engine.Snapshot;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.wire.Exposition;
import dev.sonde.wire.Format;

/// `/metrics`: the live metrics JSON, unless the client asks for a text format by name. For those
/// who may read, the text shows what others pushed, too, until their sender counts as silent.
final class MetricsHandler {
  /// Beyond so many, what others pushed is left out: nobody scrapes a page of that size.
  static final int MOST_PUSHED = 250_000;

  private static final String LEFT_OUT = "Sonde-Left-Out";

  private final Program program;
  private final Time time;
  private final int mostPushed;
  private final Texts own = new Texts();
  private final Texts all = new Texts();

  /// What is the same on every page is kept, so pages of other series are written by others.
  private static final class Texts {
    private final Exposer text = new Exposer(Exposition.prometheus(false), Format.TEXT_0_0_4);
    private final Exposer open = new Exposer(Exposition.openMetrics(false), Format.OPENMETRICS_1_0);

    Response page(Snapshot snapshot, Format format) {
      return (format == Format.OPENMETRICS_1_0 ? open : text).page(snapshot);
    }
  }

  MetricsHandler(Program program, Time time) {
    this(program, time, MOST_PUSHED);
  }

  /// @param mostPushed series of others that a page shows
  MetricsHandler(Program program, Time time, int mostPushed) {
    this.program = program;
    this.time = time;
    this.mostPushed = mostPushed;
  }

  /// By the `Accept` header.
  Response negotiated(Request request) {
    return answer(accepted(request)).with("Vary", "Accept");
  }

  /// The same for those who may read.
  Response negotiatedWithPushed(Request request) {
    return answerWithPushed(request, accepted(request)).with("Vary", "Accept");
  }

  /// Always JSON.
  Response json(Request request) {
    return answer(Format.JSON_SNAPSHOT);
  }

  /// Always text: OpenMetrics for those who ask for it by name.
  Response text(Request request) {
    return answer(textual(request)).with("Vary", "Accept");
  }

  /// The same for those who may read.
  Response textWithPushed(Request request) {
    return answerWithPushed(request, textual(request)).with("Vary", "Accept");
  }

  private static Format accepted(Request request) {
    return Format.choose(String.join(",", request.headers("Accept")));
  }

  private static Format textual(Request request) {
    boolean open = accepted(request) == Format.OPENMETRICS_1_0;
    return open ? Format.OPENMETRICS_1_0 : Format.TEXT_0_0_4;
  }

  private Response answer(Format format) {
    Snapshot snapshot = program.snapshot();
    return format == Format.JSON_SNAPSHOT
        ? LiveJson.response(snapshot, time.wallMillis())
        : own.page(snapshot, format);
  }

  private Response answerWithPushed(Request request, Format format) {
    boolean asked = !request.parameter("pushed").orElse("true").equals("false");
    int pushed = program.pushed().size();
    if (format == Format.JSON_SNAPSHOT || !asked || pushed == 0) {
      return answer(format);
    }
    if (pushed > mostPushed) {
      return answer(format)
          .with(LEFT_OUT, pushed + " pushed series; a page shows " + mostPushed + " at most");
    }
    long since = time.wallMillis() - program.silentAfter().toMillis();
    Snapshot measured = program.snapshot();
    Snapshot both = measured.with(program.pushed().snapshot(), since);
    return both == measured ? own.page(both, format) : all.page(both, format);
  }
}
