package dev.sonde.receivers.json;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Takes metrics as JSON: what documents 000, 002 and 003 send, alone, in lists, or in lines.
///
/// What can't be taken is told beside what was, the first of it with its place. A body of which
/// nothing can be taken gets 422: its sender should not try again.
public final class JsonReceiver implements Receiver {
  private static final List<String> PATHS =
      List.of("/api/metrics", "/api/metrics/", "/api/metrics/bulk", "/api/v1/metrics");

  private final Desk desk;
  private final JsonBodies bodies;

  /// @param desk where bodies are handed in
  public JsonReceiver(Desk desk, JsonBodies bodies) {
    this.desk = desk;
    this.bodies = bodies;
  }

  @Override
  public String name() {
    return "json";
  }

  @Override
  public List<Entrance> entrances() {
    return PATHS.stream().map(path -> new Entrance("POST", path, this::metrics)).toList();
  }

  private Response metrics(Request request, Caller caller) throws IOException {
    Optional<JsonForm> form = JsonForm.of(request.header("Content-Type").orElse(""));
    if (form.isEmpty()) {
      return Response.error(
          415, "metrics come as application/json, or as application/x-ndjson in lines");
    }
    try {
      Labels sender = Sender.labels(request, caller);
      return desk.take(
          request, caller, sender, "", (body, push) -> bodies.read(form.get(), body, push));
    } catch (RefusedException refused) {
      return Response.error(refused.status(), refused.why());
    }
  }
}
