package dev.sonde.server;

import dev.sonde.api.Time;
import dev.sonde.api.store.Span;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.server.history.HistoryRoutes;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.time.Duration;
import java.util.Optional;

/// `/api/metrics/live`, its stream, and `/api/metrics/history`: this machine now and before, as the
/// live metrics service showed it.
final class MachineHandler {
  /// How old the newest sample may be that stands in for the live view.
  private static final long OLDEST_MILLIS = Duration.ofDays(1).toMillis();

  /// How far clocks of other machines are ahead.
  private static final long AHEAD_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Program program;
  private final HistoryRoutes history;
  private final Time time;

  MachineHandler(Program program, HistoryRoutes history, Time time) {
    this.program = program;
    this.history = history;
    this.time = time;
  }

  /// What the live view has, else the newest that is stored.
  Response live(Request request) throws InterruptedException {
    long now = time.wallMillis();
    MachineView view = MachineView.of(program.snapshot());
    if (!view.isEmpty()) {
      return LiveJson.response(view, now);
    }
    var when = new Span(Math.max(0, now - OLDEST_MILLIS), now + AHEAD_MILLIS);
    Optional<Response> stored =
        history.answer(
            request,
            LiveJson.TYPE,
            (from, out) -> {
              MachineView newest = MachineView.of(from, program.identity(), when);
              if (newest.isEmpty()) {
                return false;
              }
              LiveJson.write(newest, now, out);
              return true;
            });
    return stored.orElseGet(() -> error(503, "Metrics service unavailable", now));
  }

  Response history(Request request) throws InterruptedException {
    long now = time.wallMillis();
    Optional<HistoryRange> range =
        HistoryRange.of(request.parameter("range").orElse(HistoryRange.USUAL));
    if (range.isEmpty()) {
      return error(400, "Invalid range. Valid values: " + HistoryRange.words(), now);
    }
    var machine = new MachineHistory(range.get(), now);
    return history
        .answer(
            request,
            LiveJson.TYPE,
            (from, out) -> {
              machine.read(from, program.identity());
              machine.write(out);
              return true;
            })
        .orElseGet(() -> error(500, "Failed to get metrics history", now));
  }

  /// What the stream shows now. Its readers pass over what has an `error`.
  byte[] streamed() {
    long now = time.wallMillis();
    MachineView view = MachineView.of(program.snapshot());
    return view.isEmpty()
        ? error("Metrics temporarily unavailable", now)
        : LiveJson.streamed(view, now);
  }

  private static Response error(int status, String words, long now) {
    return Response.of(status, LiveJson.TYPE, error(words, now));
  }

  private static byte[] error(String words, long now) {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("error").value(words);
    json.name("timestamp").value(Instants.millis(now)).endObject();
    return out.toByteArray();
  }
}
