package dev.sonde.app.query;

import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// One of those that `/api/v1/agents` lists, in words that a terminal may show.
///
/// @param agent the name of its key; `-` for none
/// @param who its own words: client, host
/// @param software with its version
/// @param backlog samples that wait over there, when it says so
/// @param problem what was found wrong last; empty for nothing
public record AgentRow(
    String agent,
    String who,
    String state,
    String software,
    String lastSeen,
    OptionalDouble lagSeconds,
    OptionalLong backlog,
    OptionalLong refused,
    OptionalLong lost,
    String problem) {
  private static final int WIDEST = 40;

  /// Reads the answer.
  ///
  /// @throws AnswerException when it is none
  public static List<AgentRow> read(byte[] json) throws AnswerException {
    JsonObject answer = answer(json);
    var rows = new ArrayList<AgentRow>();
    for (Json each : answer.array("agents").elements()) {
      if (each instanceof JsonObject one) {
        rows.add(row(one));
      }
    }
    return rows;
  }

  /// How many there are, those among them that the answer leaves out.
  ///
  /// @throws AnswerException when it is none
  public static long found(byte[] json) throws AnswerException {
    return count(answer(json), "found").orElse(0);
  }

  private static JsonObject answer(byte[] json) throws AnswerException {
    JsonObject answer = ChartReader.object(json);
    if (count(answer, "found").isEmpty()) {
      throw new AnswerException("the answer is not a Sonde's, or of one that is too old");
    }
    return answer;
  }

  private static AgentRow row(JsonObject one) {
    String who = joined(" ", text(one, "client_id"), text(one, "host"));
    return new AgentRow(
        orDash(text(one, "agent")),
        orDash(who.isEmpty() ? text(one, "form") : who),
        orDash(text(one, "state")),
        orDash(joined(" ", text(one, "software"), text(one, "version"))),
        orDash(text(one, "last_seen").replaceFirst("\\.\\d+Z$", "Z")),
        seconds(one),
        count(one, "backlog_samples"),
        count(one, "refused_samples"),
        count(one, "lost_samples"),
        Printable.of(one.text("problem").orElse("")));
  }

  private static OptionalDouble seconds(JsonObject one) {
    return one.number("lag_seconds").stream().mapToDouble(JsonNumber::asDouble).findFirst();
  }

  private static OptionalLong count(JsonObject one, String name) {
    return one.number(name).map(JsonNumber::asLong).orElse(OptionalLong.empty());
  }

  private static String text(JsonObject one, String name) {
    return Printable.cut(Printable.of(one.text(name).orElse("")), WIDEST);
  }

  private static String joined(String by, String... parts) {
    return Stream.of(parts)
        .filter(each -> !each.isEmpty())
        .distinct()
        .reduce((left, right) -> left + by + right)
        .orElse("");
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
