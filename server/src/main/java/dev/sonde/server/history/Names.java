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

/// The families of what is asked for: looked up before the answer begins, as a store may answer one
/// question of a thread at a time.
final class Names implements History.Found {
  private static final int MOST = 1000;

  private final Set<String> names = new HashSet<>();
  private int series;

  /// What is known about each name.
  static Map<String, Family> families(History history, Selection which, Span when)
      throws IOException, InterruptedException {
    var names = new Names();
    history.series(which, when, names);
    var families = new HashMap<String, Family>();
    for (String name : names.names) {
      Optional<Family> family = history.family(name);
      family.ifPresent(known -> families.put(name, known));
    }
    return families;
  }

  @Override
  public boolean series(String name, Labels labels) {
    names.add(name);
    series++;
    return names.size() < MOST && series < MOST * MOST;
  }
}
