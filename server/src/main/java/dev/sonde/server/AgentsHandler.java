package dev.sonde.server;

import dev.sonde.api.Time;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.receivers.agents.AgentStatus;
import dev.sonde.receivers.agents.Troubles;
import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import java.util.List;
import java.util.OptionalLong;

/// Who pushes here.
///
/// `agent` asks for those of this name, `state` for those that are `up` or `silent`, `limit` for so
/// many, the first in order of their names.
final class AgentsHandler {
  private static final int USUAL = 1_000;
  private static final int MOST = 100_000;
  private static final double MILLIS = 1e3;

  private final Program program;
  private final Time time;

  AgentsHandler(Program program, Time time) {
    this.program = program;
    this.time = time;
  }

  Response agents(Request request) {
    String state = request.parameter("state").orElse("");
    OptionalLong limit = limit(request.parameter("limit").orElse("" + USUAL));
    if (limit.isEmpty() || !List.of("", "up", "silent").contains(state)) {
      return Response.error(400, "state is up or silent, limit 1 to " + MOST);
    }
    List<AgentStatus> all = program.agents();
    List<AgentStatus> wanted =
        all.stream()
            .filter(each -> request.parameter("agent").map(each.who().agent()::equals).orElse(true))
            .filter(each -> state.isEmpty() || each.up() == state.equals("up"))
            .toList();
    return Response.json(200, page(all, wanted, (int) limit.getAsLong()));
  }

  private byte[] page(List<AgentStatus> all, List<AgentStatus> wanted, int limit) {
    var out = new ByteSink();
    var json = new JsonWriter(out).object();
    long up = all.stream().filter(AgentStatus::up).count();
    json.name("up").value(up).name("silent").value(all.size() - up);
    json.name("found").value(wanted.size()).name("agents").array();
    wanted.stream().limit(limit).forEach(each -> write(each, json));
    json.endArray().endObject();
    return out.toByteArray();
  }

  private void write(AgentStatus of, JsonWriter json) {
    json.object();
    text(json, "agent", of.who().agent());
    text(json, "client_id", of.who().client());
    json.name(of.isSonde() ? "instance" : "form").value(of.who().sender());
    json.name("receiver").value(of.way()).name("state").value(of.up() ? "up" : "silent");
    text(json, "software", of.told().software());
    text(json, "version", of.told().version());
    text(json, "host", of.told().host());
    json.name("last_seen").value(Instants.millis(of.seenMillis()));
    of.newestMillis().ifPresent(each -> json.name("newest").value(Instants.millis(each)));
    of.lagMillis(time.wallMillis())
        .ifPresent(each -> json.name("lag_seconds").value(each / MILLIS));
    of.backlog().ifPresent(each -> json.name("backlog_samples").value(each));
    json.name("accepted_samples").value(of.counts().accepted());
    json.name("repeated_samples").value(of.counts().repeated());
    json.name("filtered_samples").value(of.counts().filtered());
    json.name("refused_samples").value(of.counts().refused());
    if (of.isSonde()) {
      troubles(of.troubles(), json);
    }
    json.endObject();
  }

  private static void troubles(Troubles of, JsonWriter json) {
    json.name("lost_samples").value(of.lost());
    json.name("forked").value(of.forks()).name("restored").value(of.restores());
    text(json, "problem", of.last());
  }

  private static void text(JsonWriter json, String name, String text) {
    if (!text.isEmpty()) {
      json.name(name).value(text);
    }
  }

  private static OptionalLong limit(String text) {
    try {
      int limit = Integer.parseInt(text);
      return limit > 0 && limit <= MOST ? OptionalLong.of(limit) : OptionalLong.empty();
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
