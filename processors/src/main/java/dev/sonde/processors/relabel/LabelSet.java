package dev.sonde.processors.relabel;

import dev.sonde.api.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Labels that rules change, the metric's name among them as `__name__`. An empty value is the same
/// as no label. For one thread at a time; may be used again after [#clear].
///
/// Rules go through what was there at first and is unchanged, then through what was set, in the
/// order in which it was first set, as Prometheus does; so labels that map to one name end alike.
public final class LabelSet {
  /// The label that is the metric's name.
  public static final String NAME = "__name__";

  /// Labels that begin with this are for rules alone.
  public static final String HIDDEN = "__";

  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();
  private int untouched;

  /// No labels yet.
  public LabelSet() {}

  private LabelSet(LabelSet other) {
    names.addAll(other.names);
    values.addAll(other.values);
    untouched = other.untouched;
  }

  /// The labels of a series.
  public static LabelSet of(String name, Labels labels) {
    var set = new LabelSet();
    labels.forEach(set::begin);
    if (!name.isEmpty()) {
      set.insertName(name);
    }
    set.untouched = set.names.size();
    return set;
  }

  /// Labels set one by one, in the order of a map.
  public static LabelSet of(Map<String, String> labels) {
    var set = new LabelSet();
    labels.forEach(set::set);
    return set;
  }

  private void begin(String name, String value) {
    names.add(name);
    values.add(value);
  }

  private void insertName(String name) {
    int at = 0;
    while (at < names.size() && names.get(at).compareTo(NAME) < 0) {
      at++;
    }
    names.add(at, NAME);
    values.add(at, name);
  }

  /// A copy that goes its own way.
  public LabelSet copy() {
    return new LabelSet(this);
  }

  /// Takes all labels away.
  public void clear() {
    names.clear();
    values.clear();
    untouched = 0;
  }

  /// The value of a label, empty when there is none.
  public String value(String name) {
    int at = names.indexOf(name);
    return at < 0 ? "" : values.get(at);
  }

  /// Is there such a label?
  public boolean has(String name) {
    return names.contains(name);
  }

  /// Gives a label this value; an empty one takes it away.
  public void set(String name, String value) {
    int at = names.indexOf(name);
    if (value.isEmpty()) {
      removeAt(at);
    } else if (at >= 0 && at >= untouched) {
      values.set(at, value);
    } else {
      removeAt(at);
      begin(name, value);
    }
  }

  /// Takes a label away, if there is one.
  public void remove(String name) {
    removeAt(names.indexOf(name));
  }

  private void removeAt(int at) {
    if (at >= 0) {
      names.remove(at);
      values.remove(at);
      untouched -= at < untouched ? 1 : 0;
    }
  }

  /// How many there are.
  public int size() {
    return names.size();
  }

  /// The metric's name, empty when there is none.
  public String name() {
    return value(NAME);
  }

  /// All but the name, sorted.
  public Labels labels() {
    return select(false);
  }

  /// Those that do not begin with `__`, sorted: what is left when rules are done.
  public Labels visible() {
    return select(true);
  }

  private Labels select(boolean visible) {
    var map = new TreeMap<String, String>();
    forEach((name, value) -> {
      if (visible ? !name.startsWith(HIDDEN) : !name.equals(NAME)) {
        map.put(name, value);
      }
    });
    return Labels.of(map);
  }

  /// Calls with each name and value, in the order in which rules see them. The set must not be
  /// changed meanwhile.
  public void forEach(BiConsumer<String, String> each) {
    for (int i = 0; i < names.size(); i++) {
      each.accept(names.get(i), values.get(i));
    }
  }

  /// As an exposition shows it: `up{job="a"}`.
  @Override
  public String toString() {
    return name() + labels();
  }
}
