package dev.sonde.server;

import dev.sonde.api.Time;
import dev.sonde.engine.ComponentStatus;
import dev.sonde.engine.ComponentStatus.State;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// `/health` and `/ready`. Neither waits for anything: they show what the components last said.
///
/// `/health` is 200 as long as the program answers: restarting it would mend nothing that
/// `degraded` names. `/ready` is 503 until every component has run once, and while one is failing.
/// A destination that fails, or a journal that is full, does not make it so: what is collected is
/// kept and shown as before, and taking this Sonde out of service would mend neither. A receiver
/// that can't keep what it is given says so itself.
final class HealthHandler {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Program program;
  private final Time time;

  HealthHandler(Program program, Time time) {
    this.program = program;
    this.time = time;
  }

  Response health(Request request) {
    var out = new ByteSink();
    var json = new JsonWriter(out);
    List<ComponentStatus> components = program.components();
    json.object();
    var delivery = new DeliveryHealth(program.journal(), program.destinations());
    json.name("status").value(degraded(components) || !delivery.isGood() ? "degraded" : "healthy");
    json.name("timestamp").value(Instants.millis(time.wallMillis()));
    json.name("uptime").value(Instants.goDuration(program.uptimeNanos()));
    json.name("uptime_seconds").value(Math.floor(program.uptimeNanos() / NANOS_PER_SECOND));
    json.name("version").value(program.version());
    json.name("profile").value(program.profile());
    summary(json);
    json.name("components").array();
    components.forEach(each -> component(json, each));
    delivery.write(json);
    json.endArray();
    texts(json, "warnings", sentences());
    json.endObject();
    return Response.json(200, out.toByteArray());
  }

  Response ready(Request request) {
    List<String> waiting =
        program.components().stream()
            .filter(each -> each.state() == State.STARTING || each.state() == State.FAILING)
            .map(each -> each.name() + " is " + word(each.state()))
            .toList();
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("status").value(waiting.isEmpty() ? "ready" : "not ready");
    texts(json, "waiting_for", waiting);
    json.endObject();
    return Response.json(waiting.isEmpty() ? 200 : 503, out.toByteArray());
  }

  private List<String> sentences() {
    return Stream.of(program.warnings(), program.notices()).flatMap(List::stream).toList();
  }

  private boolean degraded(List<ComponentStatus> components) {
    return !program.warnings().isEmpty()
        || components.stream().anyMatch(each -> each.state() == State.FAILING);
  }

  private void summary(JsonWriter json) {
    MachineView view = MachineView.of(program.snapshot());
    json.name("metrics").object();
    number(json, "cpu", view.cpu());
    number(json, "ram", view.ram());
    number(json, "gpu", view.gpu());
    number(json, "temperature", view.temperature());
    number(json, "disk_percent", view.diskPercent());
    json.name("series").value(program.snapshot().size());
    json.endObject();
  }

  private static void component(JsonWriter json, ComponentStatus of) {
    json.object();
    json.name("kind").value(of.kind());
    json.name("name").value(of.name());
    json.name("state").value(word(of.state()));
    if (of.lastRunMillis() > 0) {
      json.name("last_run").value(Instants.millis(of.lastRunMillis()));
      json.name("last_run_seconds").value(of.lastRunNanos() / NANOS_PER_SECOND);
    }
    json.name("runs").value(of.runs());
    json.name("errors").value(of.failures());
    json.name("consecutive_errors").value(of.consecutiveFailures());
    json.name("skipped_runs").value(of.skipped());
    if (!of.lastError().isEmpty()) {
      json.name("last_error").value(of.lastError());
      json.name("last_error_at").value(Instants.millis(of.lastErrorMillis()));
    }
    if (of.totals().waiting() > 0) {
      json.name("waiting_samples").value(of.totals().waiting());
    }
    DeliveryHealth.counts(json, "refused_samples", of.totals().refused());
    json.name("absent").object();
    of.absent().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each -> json.name(each.getKey()).value(each.getValue()));
    json.endObject().endObject();
  }

  private static void number(JsonWriter json, String name, OptionalDouble value) {
    if (value.isPresent()) {
      json.name(name).value(Math.rint(value.getAsDouble() * 10) / 10);
    }
  }

  private static void texts(JsonWriter json, String name, List<String> texts) {
    json.name(name).array();
    texts.forEach(json::value);
    json.endArray();
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
