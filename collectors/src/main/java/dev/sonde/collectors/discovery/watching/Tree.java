package dev.sonde.collectors.discovery.watching;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/// A value in a stranger's answer. What is not there, or of another sort than asked for, is empty.
/// Immutable.
public final class Tree {
  static final Tree NOTHING = new Tree("");

  private final Object value;

  /// @param value text, a list of trees, or a map of trees by name
  Tree(Object value) {
    this.value = value;
  }

  /// What stands there, on the way through objects.
  public Tree at(String... path) {
    Tree here = this;
    for (String name : path) {
      here = here.value instanceof Map<?, ?> map && map.get(name) instanceof Tree to ? to : NOTHING;
    }
    return here;
  }

  /// Text, a number or a truth value as text; empty when it is none.
  public String text() {
    return value instanceof String text ? text : "";
  }

  /// The same, or the fallback when it is empty.
  public String text(String fallback) {
    return text().isEmpty() ? fallback : text();
  }

  /// A whole number, or the fallback.
  public long number(long fallback) {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException _) {
      return fallback;
    }
  }

  /// A number, or NaN.
  public double decimal() {
    try {
      return text().isEmpty() ? Double.NaN : Double.parseDouble(text());
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }

  /// Is it `true`?
  public boolean isTrue() {
    return text().equals("true");
  }

  /// Is it an object?
  public boolean isObject() {
    return value instanceof Map<?, ?>;
  }

  /// Of an array.
  public List<Tree> elements() {
    return value instanceof List<?> list ? list.stream().map(Tree.class::cast).toList() : List.of();
  }

  /// Calls with each member of an object, in the order they stand in.
  public void each(BiConsumer<String, Tree> to) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, each) -> to.accept((String) name, (Tree) each));
    }
  }

  /// The members of an object that are text.
  public Map<String, String> texts() {
    var all = new LinkedHashMap<String, String>();
    each((name, member) -> {
      if (member.value instanceof String text) {
        all.put(name, text);
      }
    });
    return Map.copyOf(all);
  }
}
