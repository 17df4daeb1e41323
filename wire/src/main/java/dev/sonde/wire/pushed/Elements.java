package dev.sonde.wire.pushed;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonNull;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonText;
import dev.sonde.wire.pushed.NumberWalk.Found;
import dev.sonde.wire.pushed.NumberWalk.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What one element means, in each of the forms.
final class Elements {
  private static final Set<String> OF_METRIC =
      Set.of("name", "value", "type", "labels", "timestamp");
  private static final Set<String> OF_FLAT =
      Set.of("origin", "metric_type", "value", "timestamp", "metadata");
  private static final Set<String> OF_MEASUREMENT =
      Set.of("measurement", "tags", "fields", "timestamp", "time");

  /// The measurement under which document 002 sends everything; its type is the tag.
  private static final String GENERIC = "system_metrics";

  private static final String TYPE = "metric_type";

  private final Taking taking;
  private final NumberWalk collected;
  private final NumberWalk generic;

  Elements(Taking taking) {
    this.taking = taking;
    this.collected = new NumberWalk(taking, CollectorNames::snake);
    this.generic = new NumberWalk(taking, UnaryOperator.identity());
  }

  /// What a collector of document 000 found.
  void collector(String name, Json found, long time, Spot where) {
    String prefix = CollectorNames.prefix(name);
    if (!(found instanceof JsonObject(var given))) {
      collected.walk(new Series(prefix, Map.of(), time), found, where);
      return;
    }
    var rest = new LinkedHashMap<>(given);
    long own = time;
    if (rest.get("timestamp") instanceof JsonText(String text) && Instants.ofText(text) >= 0) {
      own = Instants.ofText(text);
      rest.remove("timestamp");
    }
    var series = new Series(prefix, Map.of(), own);
    if (rest.get("error") instanceof JsonText error) {
      taking.error();
      rest.remove("error");
      error(series, error, where.member("error"));
    }
    collected.walk(series, new JsonObject(rest), where);
  }

  /// A metric of document 003.
  void metric(Map<String, Json> of, long missing, Spot where) throws BadElementException {
    String name = text(of, "name", where);
    double value = Taking.number(needed(of, "value", where), where.member("value"));
    Map<String, String> labels =
        taking.labels(of.getOrDefault("labels", JsonNull.NULL), where.member("labels"));
    long time = Instants.millis(of.get("timestamp"), missing, where.member("timestamp"));
    Function<String, Family> about = about(of.getOrDefault("type", JsonNull.NULL), where);
    taking.take(name, labels, value, time, about, others(of), where);
  }

  /// A metric of document 002 as its HTTP fallback sends it.
  void flat(Map<String, Json> of, Spot where) throws BadElementException {
    String name = text(of, TYPE, where);
    Json value = needed(of, "value", where);
    Taking.number(value, where.member("value"));
    long time = Instants.millis(of.get("timestamp"), taking.now(), where.member("timestamp"));
    var found = new ArrayList<Found>();
    found.add(new Found("", value, where.member("value")));
    Spot inside = where.member("metadata");
    members(of.getOrDefault("metadata", JsonNull.NULL), inside)
        .forEach((key, each) -> found.add(generic.found(key, each, inside)));
    of.forEach((key, each) -> {
      if (!OF_FLAT.contains(key)) {
        found.add(generic.found(key, each, where));
      }
    });
    generic.all(new Series(name, origin(of, where), time), found);
  }

  /// A metric of document 002 as it stands in frames: measurement, tags and fields.
  void measurement(Map<String, Json> of, Spot where) throws BadElementException {
    String name = text(of, "measurement", where);
    var labels =
        new TreeMap<>(taking.labels(of.getOrDefault("tags", JsonNull.NULL), where.member("tags")));
    String typed = name.equals(GENERIC) && labels.containsKey(TYPE) ? labels.remove(TYPE) : name;
    boolean isTyped = !typed.equals(name) || name.equals(GENERIC);
    long time = Instants.millis(of.get("timestamp"), taking.now(), where.member("timestamp"));
    time = Instants.millis(of.get("time"), time, where.member("time"));
    Spot inside = where.member("fields");
    Map<String, Json> fields = members(needed(of, "fields", where), inside);
    if (fields.isEmpty()) {
      throw new BadElementException(Fault.BAD_VALUE, inside, "no field stands there");
    }
    var found = new ArrayList<Found>();
    fields.forEach((key, each) ->
        found.add(
            isTyped && key.equals("value")
                ? new Found("", each, inside.member(key))
                : generic.found(key, each, inside)));
    taking.passOver((int) of.keySet().stream().filter(k -> !OF_MEASUREMENT.contains(k)).count());
    generic.all(new Series(typed, labels, time), found);
  }

  private void error(Series of, JsonText text, Spot where) {
    var said = new Texts();
    said.add("error", text.value());
    Series series = of.below("error");
    try {
      taking.take(series.name(), Map.of(), 1, series.time(), Taking::family, said, where);
    } catch (BadElementException bad) {
      taking.refuse(bad);
    }
  }

  private Map<String, String> origin(Map<String, Json> of, Spot where) throws BadElementException {
    Json origin = of.getOrDefault("origin", JsonNull.NULL);
    return taking.labels(new JsonObject(Map.of("origin", origin)), where);
  }

  private Texts others(Map<String, Json> of) {
    var texts = new Texts();
    of.forEach((key, value) -> {
      if (!OF_METRIC.contains(key)) {
        if (value instanceof JsonText(String text)) {
          texts.add(key, text);
        } else {
          taking.passOver(1);
        }
      }
    });
    return texts;
  }

  private static Function<String, Family> about(Json type, Spot where) throws BadElementException {
    return switch (type) {
      case JsonNull _ -> Taking::family;
      case JsonText(String text) when text.equals("counter") ->
          name -> Family.counter(name, "", "");
      case JsonText(String text) when text.equals("gauge") -> name -> Family.gauge(name, "", "");
      case JsonText _ -> name -> new Family(name, Kind.UNKNOWN, "", "");
      default ->
          throw new BadElementException(
              Fault.MALFORMED, where.member("type"), "text is wanted, not " + type.kind());
    };
  }

  private static Map<String, Json> members(Json of, Spot where) throws BadElementException {
    return switch (of) {
      case JsonNull _ -> Map.of();
      case JsonObject(var members) -> members;
      default ->
          throw new BadElementException(
              Fault.MALFORMED, where, "an object is wanted, not " + of.kind());
    };
  }

  private static Json needed(Map<String, Json> of, String name, Spot where)
      throws BadElementException {
    Json value = of.get(name);
    if (value == null || value instanceof JsonNull) {
      throw new BadElementException(Fault.MALFORMED, where.member(name), "is missing");
    }
    return value;
  }

  private static String text(Map<String, Json> of, String name, Spot where)
      throws BadElementException {
    if (needed(of, name, where) instanceof JsonText(String text)) {
      return text;
    }
    throw new BadElementException(Fault.BAD_NAME, where.member(name), "text is wanted");
  }
}
