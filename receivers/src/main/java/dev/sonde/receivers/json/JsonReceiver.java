package dev.sonde.receivers.json;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.Body;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Entrance;
import dev.sonde.receivers.Reading;
import dev.sonde.receivers.Receiver;
import dev.sonde.receivers.RefusedException;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.pushed.PushedJson;
import dev.sonde.wire.pushed.PushedReport;
import dev.sonde.wire.pushed.PushedRules;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Takes metrics as JSON: what documents 000, 002 and 003 send, alone, in lists, or in lines.
///
/// What can't be taken is told beside what was, the first of it with its place. A body of which
/// nothing can be taken gets 422: its sender should not try again.
public final class JsonReceiver implements Receiver {
  private static final PushedRules RULES = PushedRules.USUAL;
  private static final List<String> PATHS =
      List.of("/api/metrics", "/api/metrics/", "/api/metrics/bulk", "/api/v1/metrics");

  private final Desk desk;
  private final Queue<PushedJson> readers = new ConcurrentLinkedQueue<>();

  /// @param desk where bodies are handed in
  public JsonReceiver(Desk desk) {
    this.desk = desk;
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
      return desk.take(request, caller, sender, "", (body, push) -> read(form.get(), body, push));
    } catch (RefusedException refused) {
      return Response.error(refused.status(), refused.why());
    }
  }

  private Reading read(JsonForm form, Body body, Push push) throws BodyException, RefusedException {
    if (body.length() > RULES.mostBytes()) {
      throw new RefusedException(
          413, "it has more than the " + RULES.mostBytes() + " bytes that are taken of JSON");
    }
    PushedJson known = readers.poll();
    PushedJson reader = known == null ? new PushedJson(RULES) : known;
    try {
      PushedReport report =
          switch (form) {
            case DOCUMENT -> reader.read(body.bytes(), body.length(), push);
            case LINES -> reader.readLines(body.bytes(), body.length(), push);
          };
      return Reading.of(() -> answer(report));
    } catch (JsonException broken) {
      throw new BodyException("this JSON can't be read: " + broken.getMessage());
    } finally {
      readers.offer(reader);
    }
  }

  private static Response answer(PushedReport report) {
    boolean nothing = report.accepted() == 0 && !report.problem().isEmpty();
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    json.name("success").value(!nothing);
    json.name("accepted").value(report.accepted());
    json.name("kept_out").value(report.keptOut());
    json.name("refused").value(report.refused());
    if (!report.problem().isEmpty()) {
      json.name(nothing ? "error" : "problem").value(report.problem());
    }
    json.endObject().end();
    return Response.json(nothing ? 422 : 200, out.toByteArray());
  }
}
