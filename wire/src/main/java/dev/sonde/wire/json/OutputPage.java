package dev.sonde.wire.json;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.wire.rows.Rows;
import dev.sonde.wire.scrape.PageSink;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one run of a program printed.
final class OutputPage {
  private static final double FIRST_MILLIS = 1e11;
  private static final long BAD = -1;

  private final String prefix;
  private final long seed;
  private final TreeReader reader;
  private final Rows rows;
  private final JsonReport.Count count = new JsonReport.Count();

  OutputPage(String prefix, long seed, JsonRules rules, Rows rows) {
    this.prefix = prefix;
    this.seed = seed;
    this.reader = new TreeReader(rules);
    this.rows = rows;
  }

  JsonReport read(byte[] page, int length) throws JsonException {
    Json whole = reader.read(page, 0, length);
    switch (whole) {
      case JsonObject object -> members(prefix, object);
      case JsonArray array -> samples(array);
      case JsonText _, JsonNumber _, JsonFlag _, JsonNull _ ->
          throw new JsonException("an object of numbers or a list of samples is wanted");
    }
    return count.report(rows.size());
  }

  private void members(String name, JsonObject of) {
    of.members().forEach((key, value) -> take(name + '_' + safe(key), value));
  }

  private void take(String name, Json value) {
    switch (value) {
      case JsonNumber number -> record(name, Labels.NONE, number.asDouble(), PageSink.UNTIMED);
      case JsonFlag(boolean flag) -> record(name, Labels.NONE, flag ? 1 : 0, PageSink.UNTIMED);
      case JsonObject inner -> members(name, inner);
      case JsonArray inner -> {
        int index = 0;
        for (Json each : inner.elements()) {
          take(name + '_' + index++, each);
        }
      }
      case JsonText _, JsonNull _ -> {}
    }
  }

  private void samples(JsonArray of) {
    int index = 0;
    for (Json each : of.elements()) {
      sample("$[" + index++ + "]", each);
    }
  }

  private void sample(String where, Json of) {
    Map<String, Json> members = of instanceof JsonObject object ? object.members() : Map.of();
    Json value = members.get("value");
    if (!(members.get("name") instanceof JsonText(String name)) || name.isEmpty()) {
      count.skip(JsonSkip.NO_VALUE, where + ".name");
      return;
    }
    long time = time(members.get("timestamp"));
    if (time == BAD) {
      count.skip(JsonSkip.BAD_TIME, where);
      return;
    }
    switch (value) {
      case JsonNumber number -> record(safe(name), labels(members), number.asDouble(), time);
      case JsonFlag(boolean flag) -> record(safe(name), labels(members), flag ? 1 : 0, time);
      case JsonText _, JsonNull _, JsonObject _, JsonArray _ ->
          count.skip(JsonSkip.NOT_A_NUMBER, where + ".value");
      case null -> count.skip(JsonSkip.NO_VALUE, where + ".value");
    }
  }

  private static long time(@Nullable Json of) {
    return switch (of) {
      case JsonNumber number when number.asDouble() < FIRST_MILLIS -> JsonTime.S.millis(number);
      case JsonNumber number -> JsonTime.MS.millis(number);
      case JsonText text -> JsonTime.RFC3339.millis(text);
      case JsonFlag _, JsonObject _, JsonArray _ -> BAD;
      case JsonNull _ -> PageSink.UNTIMED;
      case null -> PageSink.UNTIMED;
    };
  }

  private static Labels labels(Map<String, Json> members) {
    if (!(members.get("labels") instanceof JsonObject given)) {
      return Labels.NONE;
    }
    var labels = new TreeMap<String, String>();
    given
        .members()
        .forEach((name, value) -> {
          if (!name.isEmpty()) {
            labels.put(safe(name), text(value));
          }
        });
    return Labels.of(labels);
  }

  private static String text(Json of) {
    return switch (of) {
      case JsonText(String text) -> text;
      case JsonNumber number -> number.text();
      case JsonFlag(boolean flag) -> Boolean.toString(flag);
      case JsonNull _, JsonObject _, JsonArray _ -> "";
    };
  }

  private void record(String name, Labels labels, double value, long time) {
    if (!Double.isFinite(value)) {
      count.skip(JsonSkip.OUT_OF_RANGE, name);
      return;
    }
    long hash = hash(name, labels);
    int row = rows.row(hash);
    if (row >= 0) {
      count.duplicate();
      rows.set(row, value, time);
    } else if (rows.knows(hash)) {
      rows.add(hash, value, time);
    } else {
      rows.add(hash, value, time, family(name), labels);
    }
  }

  private long hash(String name, Labels labels) {
    long[] hash = {Hash.add(seed, name)};
    labels.forEach((label, value) -> hash[0] = Hash.add(Hash.add(hash[0], label), value));
    return hash[0];
  }

  private static Family family(String name) {
    return new Family(name, name.endsWith("_total") ? Kind.COUNTER : Kind.GAUGE, "", "");
  }

  private static String safe(String name) {
    var safe = new StringBuilder(name.length());
    for (int at = 0; at < name.length(); at++) {
      char unit = name.charAt(at);
      boolean good =
          ((unit | 0x20) >= 'a' && (unit | 0x20) <= 'z')
              || unit == '_'
              || unit == ':'
              || (unit >= '0' && unit <= '9');
      safe.append(good ? unit : '_');
    }
    return safe.toString();
  }
}
