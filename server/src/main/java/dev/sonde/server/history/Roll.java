package dev.sonde.server.history;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which series an answer may have, looked up before it begins: at least those that it has.
final class Roll implements History.Found {
  private static final int FAR_TOO_MANY = 100;

  private final QueryLimits limits;
  private final Set<String> names = new HashSet<>();
  private long series;

  private Roll(QueryLimits limits) {
    this.limits = limits;
  }

  static Roll of(History history, Selection which, Span when, QueryLimits limits)
      throws IOException, InterruptedException {
    var roll = new Roll(limits);
    history.series(which, when, roll);
    return roll;
  }

  @Override
  public boolean series(String name, Labels labels) {
    names.add(name);
    series++;
    return names.size() <= limits.series() && series <= (long) FAR_TOO_MANY * limits.series();
  }

  /// May there be more than the limits allow?
  ///
  /// @param pointsEach the most that a series has
  boolean mayBeTooMuch(long pointsEach) {
    return series > limits.series() || pointsEach > limits.points() / Math.max(1, series);
  }

  /// What is known about each name. A question of its own, as a store may answer one at a time.
  Map<String, Family> families(History history) throws IOException, InterruptedException {
    var families = new HashMap<String, Family>();
    for (String name : names) {
      Optional<Family> family = history.family(name);
      family.ifPresent(known -> families.put(name, known));
    }
    return families;
  }
}
