package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What is known about names. The newest word wins.
final class Families {
  private final Map<String, Family> byName = new ConcurrentHashMap<>();
  private final SeriesTable table;

  Families(SeriesTable table) {
    this.table = table;
  }

  /// Takes note of a family, unless there are as many names as there may be series.
  void declare(Family family) {
    if (byName.size() < table.limits().maxSeries() || byName.containsKey(family.name())) {
      byName.put(family.name(), family);
    }
  }

  /// What is known about a name; a family of unknown kind when nothing is.
  Family of(String name) {
    Family known = byName.get(name);
    return known == null ? new Family(name, Kind.UNKNOWN, "", "") : known;
  }
}
