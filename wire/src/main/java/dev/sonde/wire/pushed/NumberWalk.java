package dev.sonde.wire.pushed;

import dev.sonde.wire.json.Json;
import dev.sonde.wire.json.JsonArray;
import dev.sonde.wire.json.JsonFlag;
import dev.sonde.wire.json.JsonNull;
import dev.sonde.wire.json.JsonNumber;
import dev.sonde.wire.json.JsonObject;
import dev.sonde.wire.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Finds numbers at any depth: each becomes a series whose name is made of the names on the way.
///
/// Texts are kept beside the first number of the object or list in which they stand, or beside a
/// `…_info` of 1 when there is none. An object with an object `labels` says what its series is:
/// that labels all numbers in it, `value` is the number itself, `name` the whole name, and no index
/// stands for it in a list.
final class NumberWalk {
  private static final String LABELS = "labels";

  private final Taking taking;
  private final UnaryOperator<String> piece;

  /// @param piece what becomes of a name on the way
  NumberWalk(Taking taking, UnaryOperator<String> piece) {
    this.taking = taking;
    this.piece = piece;
  }

  /// What stands in an object or a list, or a number on its own.
  ///
  /// @param key empty for what carries the name itself
  record Found(String key, Json value, Spot where) {}

  /// The series that something belongs to.
  record Series(String name, Map<String, String> labels, long time) {
    Series below(String piece) {
      return piece.isEmpty() ? this : new Series(name + '_' + piece, labels, time);
    }

    Series labelled(Map<String, String> more) {
      if (more.isEmpty()) {
        return this;
      }
      var all = new TreeMap<>(labels);
      all.putAll(more);
      return new Series(name, all, time);
    }

    Series named(String other) {
      return new Series(other, labels, time);
    }
  }

  /// Takes all numbers of a value.
  void walk(Series of, Json value, Spot where) {
    switch (value) {
      case JsonObject(var members) when members.get(LABELS) instanceof JsonObject labels ->
          labelled(of, labels, members, where);
      case JsonObject(var members) -> all(of, found(members, where));
      case JsonArray(var elements) -> all(of, found(elements, where));
      case JsonNumber _, JsonFlag _, JsonNull _ -> all(of, List.of(new Found("", value, where)));
      case JsonText _ -> all(of, List.of(new Found("value", value, where)));
    }
  }

  /// Takes all numbers of what stands side by side.
  void all(Series of, List<Found> members) {
    var texts = new Texts();
    Series labelled = of.labelled(sorted(members, texts));
    boolean pending = !texts.isEmpty();
    for (Found each : members) {
      if (each.value() instanceof JsonNumber || each.value() instanceof JsonFlag) {
        boolean taken = number(labelled, each, pending ? texts : new Texts());
        pending &= !taken;
      }
    }
    if (pending) {
      Found info = new Found("info", JsonFlag.TRUE, members.getFirst().where());
      number(labelled, info, texts);
    }
    for (Found each : members) {
      if (each.value() instanceof JsonObject || each.value() instanceof JsonArray) {
        inside(labelled.below(each.key()), each);
      }
    }
  }

  private void labelled(Series of, JsonObject labels, Map<String, Json> members, Spot where) {
    try {
      Series own = of.labelled(taking.labels(labels, where.member(LABELS)));
      boolean renames = members.get("name") instanceof JsonText;
      Series named = members.get("name") instanceof JsonText(String name) ? own.named(name) : own;
      var rest = new ArrayList<Found>();
      members.forEach((key, value) -> {
        if (!key.equals(LABELS) && !(renames && key.equals("name"))) {
          String piece = key.equals("value") ? "" : piece(key);
          rest.add(new Found(piece, value, where.member(key)));
        }
      });
      all(named, rest);
    } catch (BadElementException bad) {
      taking.refuse(bad);
    }
  }

  private void inside(Series of, Found each) {
    try {
      taking.checkLength(of.name(), each.where());
      walk(of, each.value(), each.where());
    } catch (BadElementException bad) {
      taking.refuse(bad);
    }
  }

  private boolean number(Series of, Found each, Texts texts) {
    try {
      double value = Taking.number(each.value(), each.where());
      Series series = of.below(each.key());
      return taking.take(
          series.name(), series.labels(), value, of.time(), Taking::family, texts, each.where());
    } catch (BadElementException bad) {
      taking.refuse(bad);
      return false;
    }
  }

  /// Puts texts where they belong.
  ///
  /// @return those that are labels
  private Map<String, String> sorted(List<Found> members, Texts texts) {
    var labels = new TreeMap<String, String>();
    for (Found each : members) {
      if (each.value() instanceof JsonText(String text)) {
        if (taking.rules().labels().contains(each.key())) {
          labels.put(each.key(), text);
        } else {
          texts.add(each.key(), text);
        }
      }
    }
    return labels;
  }

  private List<Found> found(Map<String, Json> members, Spot where) {
    var found = new ArrayList<Found>(members.size());
    members.forEach((key, value) -> found.add(found(key, value, where)));
    return found;
  }

  /// A member as it stands in an object.
  Found found(String key, Json value, Spot in) {
    return new Found(piece(key), value, in.member(key));
  }

  private static List<Found> found(List<Json> elements, Spot where) {
    var found = new ArrayList<Found>(elements.size());
    for (int at = 0; at < elements.size(); at++) {
      found.add(new Found(key(elements.get(at), at), elements.get(at), where.element(at)));
    }
    return found;
  }

  private static String key(Json element, int at) {
    boolean itself =
        element instanceof JsonObject(var members) && members.get(LABELS) instanceof JsonObject;
    return itself ? "" : Integer.toString(at);
  }

  private String piece(String key) {
    String made = piece.apply(key);
    return made.isEmpty() ? "_" : made;
  }
}
