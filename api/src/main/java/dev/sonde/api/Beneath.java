package dev.sonde.api;

import java.util.Comparator;
import java.util.Map;

/// Labels that stand beneath others, as Prometheus has it.
final class Beneath {
  private static final String EXPORTED = "exported_";

  private Beneath() {}

  static Labels of(Labels lower, Labels upper) {
    var collide = new boolean[1];
    upper.forEach((name, _) -> collide[0] |= lower.value(name) != null);
    return collide[0] ? renamed(lower, upper) : lower;
  }

  private static Labels renamed(Labels lower, Labels upper) {
    var mine = lower.map();
    var all = lower.with(upper).map();
    lower.map().keySet().stream()
        .filter(name -> upper.value(name) != null)
        .sorted(Comparator.comparingInt(String::length))
        .forEach(name -> {
          String other = free(name, all);
          String value = mine.remove(name);
          all.put(other, value);
          mine.put(other, value);
        });
    return Labels.of(mine);
  }

  private static String free(String name, Map<String, String> taken) {
    String other = EXPORTED + name;
    while (taken.containsKey(other)) {
      other = EXPORTED + other;
    }
    return other;
  }
}
