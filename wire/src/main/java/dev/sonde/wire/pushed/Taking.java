package dev.sonde.wire.pushed;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Push;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import dev.sonde.wire.Names;
import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonArray;
import dev.sonde.wire.json.JsonFlag;
import dev.sonde.wire.json.JsonNull;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonText;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes what stands in one body to a push, and counts.
final class Taking {
  private static final long AHEAD_MILLIS = 600_000;

  private final PushedRules rules;
  private final Push push;
  private final SeriesKey key = new SeriesKey();
  private int accepted;
  private int keptOut;
  private int refused;
  private int errors;
  private int passedOver;
  private String problem = "";
  private String untimely = "";
  private int before;

  /// Of what was taken last, if no text stands beside it.
  private @Nullable Slot last;

  private double lastValue;
  private long lastTime;

  Taking(PushedRules rules, Push push) {
    this.rules = rules;
    this.push = push;
  }

  PushedRules rules() {
    return rules;
  }

  /// The time of what has none of its own.
  long now() {
    return push.time();
  }

  void error() {
    errors++;
  }

  void passOver(int more) {
    passedOver += more;
  }

  void refuse(BadElementException bad) {
    push.refuse(bad.fault().reason(), 1);
    refused++;
    if (problem.isEmpty()) {
      problem = bad.words();
    }
  }

  PushedReport report() {
    String first = problem.isEmpty() ? untimely : problem;
    return new PushedReport(accepted, keptOut, refused, first, errors, passedOver);
  }

  /// What is known about a name of which nobody says more: counters end in `_total`.
  static Family family(String name) {
    return new Family(name, name.endsWith("_total") ? Kind.COUNTER : Kind.GAUGE, "", "");
  }

  /// The number that a value is.
  static double number(Json value, Spot where) throws BadElementException {
    return switch (value) {
      case JsonNumber number when Double.isFinite(number.asDouble()) -> number.asDouble();
      case JsonNumber number -> throw bad(where, Spot.shown(number.text()) + " is out of range");
      case JsonFlag(boolean flag) -> flag ? 1 : 0;
      case JsonText(String text) -> throw bad(where, '"' + Spot.shown(text) + "\" is not a number");
      case JsonNull _, JsonObject _, JsonArray _ ->
          throw bad(where, value.kind() + " is not a number");
    };
  }

  /// Labels that are given as an object.
  Map<String, String> labels(Json given, Spot where) throws BadElementException {
    if (given instanceof JsonNull) {
      return Map.of();
    }
    if (!(given instanceof JsonObject(var members))) {
      throw new BadElementException(
          Fault.BAD_NAME, where, "an object of labels is wanted, not " + given.kind());
    }
    var labels = new TreeMap<String, String>();
    for (Map.Entry<String, Json> each : members.entrySet()) {
      Spot here = where.member(each.getKey());
      if (labels.put(label(each.getKey(), here), text(each.getValue(), here)) != null) {
        throw new BadElementException(Fault.BAD_NAME, here, "stands there twice");
      }
    }
    return labels;
  }

  /// The name of a label.
  String label(String name, Spot where) throws BadElementException {
    if (name.isEmpty()) {
      throw new BadElementException(Fault.BAD_NAME, where, "a label has no name");
    }
    String label = rules.names() == PushedRules.Characters.LEGAL ? Names.label(name) : name;
    if (label.startsWith("__")) {
      throw new BadElementException(
          Fault.BAD_NAME, where, "labels that begin with __ are not for others to set");
    }
    return label;
  }

  /// Records a number, with texts beside it.
  ///
  /// @return is it taken?
  boolean take(
      String name,
      Map<String, String> labels,
      double value,
      long time,
      Function<String, Family> about,
      Texts texts,
      Spot where)
      throws BadElementException {
    fill(name, labels, where);
    Slot slot = push.slot(key, about);
    last = texts.isEmpty() ? slot : null;
    lastValue = value;
    lastTime = time;
    boolean taken = record(slot, value, time, where);
    if (taken) {
      beside(texts, value, time);
    }
    return taken;
  }

  private boolean record(Slot slot, double value, long time, Spot where) {
    boolean taken = push.record(slot, value, time);
    if (taken) {
      accepted++;
    } else {
      keptOut++;
      noteTime(time, where);
    }
    return taken;
  }

  private void beside(Texts texts, double value, long time) {
    passedOver += texts.lost();
    if (!texts.isEmpty()) {
      push.attach(new Exemplar(texts.labels(), value, time));
    }
  }

  /// Takes an element whose series is known.
  ///
  /// @return false when it is not, or something has to be said about its time: then it has to be
  ///   read, and may be [#learn]ed
  boolean recall(Glance of, Spot where) {
    before = counted();
    Slot known = isAhead(of.time()) ? null : push.recall(of.mark());
    if (known != null) {
      record(known, of.value(), of.time(), where);
    }
    return known != null;
  }

  /// Keeps an element in mind that was read since [#recall], if it came to one sample of its number
  /// and its time, and nothing else.
  void learn(Glance of) {
    boolean same =
        Double.doubleToRawLongBits(of.value()) == Double.doubleToRawLongBits(lastValue)
            && of.time() == lastTime;
    if (counted() == before + 1 && same && last != null) {
      push.remember(last, of.mark());
    }
  }

  private int counted() {
    return accepted + keptOut + refused + errors + passedOver;
  }

  private void noteTime(long time, Spot where) {
    if (untimely.isEmpty() && isAhead(time)) {
      untimely = where.with("its time lies more than ten minutes ahead");
    }
  }

  private boolean isAhead(long time) {
    return time > push.time() + AHEAD_MILLIS;
  }

  /// Names grow with each level on the way, so they are looked at before they grow further.
  void checkLength(String name, Spot where) throws BadElementException {
    if (name.length() > rules.longestText()) {
      throw new BadElementException(
          Fault.BAD_NAME, where, "its name is longer than " + rules.longestText() + " characters");
    }
  }

  private void fill(String name, Map<String, String> labels, Spot where)
      throws BadElementException {
    checkLength(name, where);
    if (labels.size() > rules.mostLabels()) {
      throw new BadElementException(
          Fault.BAD_NAME,
          where,
          "has " + labels.size() + " labels, and " + rules.mostLabels() + " are the most");
    }
    boolean legal = rules.names() == PushedRules.Characters.LEGAL && !name.isEmpty();
    key.clear();
    key.name(legal ? Names.metric(name) : name);
    labels.forEach(key::label);
    String flaw = key.flaw();
    if (!flaw.isEmpty()) {
      throw new BadElementException(Fault.BAD_NAME, where, flaw);
    }
  }

  private static String text(Json value, Spot where) throws BadElementException {
    return switch (value) {
      case JsonText(String text) -> text;
      case JsonNumber number -> number.text();
      case JsonFlag(boolean flag) -> Boolean.toString(flag);
      case JsonNull _ -> "";
      case JsonObject _, JsonArray _ ->
          throw new BadElementException(
              Fault.BAD_NAME, where, "text is wanted, not " + value.kind());
    };
  }

  private static BadElementException bad(Spot where, String why) {
    return new BadElementException(Fault.BAD_VALUE, where, why);
  }
}
