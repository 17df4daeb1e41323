package dev.sonde.stores.postgres;

import dev.sonde.api.Series;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// The homes of the series that were met lately. The journal makes new series for each of its
/// files, so entries die without a word: those not met within four turns of all are let go.
final class Homes {
  private static final int FEW = 4096;
  private static final int TURNS = 4;

  private final IdentityHashMap<Series, Home> homes = new IdentityHashMap<>();
  private int enough = FEW;
  private long lookups;

  @Nullable Home find(Series series) {
    lookups++;
    Home home = homes.get(series);
    if (home != null) {
      home.met = lookups;
    }
    return home;
  }

  void put(Series series, Home home) {
    if (homes.size() >= enough) {
      long oldest = lookups - (long) TURNS * homes.size();
      homes.values().removeIf(each -> each.met < oldest);
      enough = Math.max(FEW, 2 * homes.size());
    }
    home.met = lookups;
    homes.put(series, home);
  }

  int size() {
    return homes.size();
  }

  void clear() {
    homes.clear();
  }
}
