package dev.sonde.receivers.agents;

import dev.sonde.wire.ByteSink;
import dev.sonde.wire.JsonWriter;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonException;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;

/// Senders as lines of JSON, to be kept over a restart. A line that is damaged is none.
public final class AgentLines {
  private static final JsonRules RULES =
      JsonRules.DEFAULT.withBytes(16 << 10).withDepth(2).withText(8 << 10).withValues(100);

  private AgentLines() {}

  /// A line for each.
  public static byte[] write(Collection<AgentStatus> all) {
    var out = new ByteSink();
    for (AgentStatus each : all) {
      write(each, new JsonWriter(out).object());
      out.put('\n');
    }
    return out.toByteArray();
  }

  /// Reads what [#write] wrote, as many as are known at once.
  public static List<AgentStatus> read(byte[] bytes) {
    var all = new ArrayList<AgentStatus>();
    int from = 0;
    while (from < bytes.length && all.size() < Agents.MOST) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      read(bytes, from, end, all);
      from = end + 1;
    }
    return all;
  }

  private static void read(byte[] bytes, int from, int to, List<AgentStatus> all) {
    try {
      if (Json.read(bytes, from, to, RULES) instanceof JsonObject line
          && line.text("sender").isPresent()) {
        all.add(status(line));
      }
    } catch (JsonException _) {
      // a line that is damaged is none
    }
  }

  private static void write(AgentStatus of, JsonWriter json) {
    json.name("agent").value(of.who().agent()).name("client").value(of.who().client());
    json.name("sender").value(of.who().sender()).name("software").value(of.told().software());
    json.name("version").value(of.told().version()).name("host").value(of.told().host());
    json.name("receiver").value(of.way()).name("up").value(of.up());
    json.name("seen").value(of.seenMillis());
    of.newestMillis().ifPresent(each -> json.name("newest").value(each));
    of.backlog().ifPresent(each -> json.name("backlog").value(each));
    json.name("accepted").value(of.counts().accepted());
    json.name("repeated").value(of.counts().repeated());
    json.name("filtered").value(of.counts().filtered());
    json.name("refused").value(of.counts().refused());
    json.name("lost").value(of.troubles().lost()).name("forks").value(of.troubles().forks());
    json.name("restores").value(of.troubles().restores());
    json.name("problem").value(of.troubles().last()).endObject();
  }

  private static AgentStatus status(JsonObject line) {
    return new AgentStatus(
        new Who(text(line, "agent"), text(line, "client"), text(line, "sender")),
        new Told(text(line, "software"), text(line, "version"), text(line, "host")),
        text(line, "receiver"),
        line.flag("up").orElse(true),
        count(line, "seen"),
        number(line, "newest"),
        number(line, "backlog"),
        new Counts(
            count(line, "accepted"),
            count(line, "repeated"),
            count(line, "filtered"),
            count(line, "refused")),
        new Troubles(
            count(line, "lost"),
            count(line, "forks"),
            count(line, "restores"),
            text(line, "problem")));
  }

  private static String text(JsonObject line, String name) {
    return line.text(name).orElse("");
  }

  private static long count(JsonObject line, String name) {
    return Math.max(0, number(line, name).orElse(0));
  }

  private static OptionalLong number(JsonObject line, String name) {
    return line.number(name).map(JsonNumber::asLong).orElse(OptionalLong.empty());
  }
}
