package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Intake;
import dev.sonde.api.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What is known about names. The newest word wins, and what is news goes to the journal.
final class Families {
  private final Map<String, Family> byName = new ConcurrentHashMap<>();
  private final SeriesTable table;
  private final Intake intake;

  Families(SeriesTable table, Intake intake) {
    this.table = table;
    this.intake = intake;
  }

  /// Takes note of a family, unless there are as many names as there may be series. Gives the one
  /// that is kept, so that many series share its texts.
  Family declare(Family family) {
    Family before = byName.get(family.name());
    if (before != null && before.equals(family)) {
      return before;
    }
    if (before != null || byName.size() < table.limits().maxSeries()) {
      byName.put(family.name(), family);
      intake.describe(family);
    }
    return family;
  }

  /// What is known about a name; a family of unknown kind when nothing is.
  Family of(String name) {
    Family known = byName.get(name);
    return known == null ? new Family(name, Kind.UNKNOWN, "", "") : known;
  }
}
