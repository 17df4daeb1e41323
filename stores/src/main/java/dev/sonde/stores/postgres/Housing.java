package dev.sonde.stores.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The homes of a batch's series, sample by sample. Neighbours of one instant are a run: they were
/// measured together.
final class Housing {
  private static final Home NOWHERE = new Home(0, 0);

  private final boolean compact;
  private final Gauges gauges;
  private final Homes homes = new Homes();
  private final List<Newcomer> newcomers = new ArrayList<>();
  private final Map<Integer, Home> neighbours = new HashMap<>();
  private Home[] found = new Home[64];

  Housing(PostgresConfig config) {
    this.compact = config.compact();
    this.gauges = new Gauges(config);
  }

  /// Commits when there are new ones.
  void find(Connection connection, Draft draft) throws SQLException {
    if (found.length < draft.size()) {
      found = new Home[Math.max(draft.size(), 2 * found.length)];
    }
    newcomers.clear();
    neighbours.clear();
    lookUp(draft);
    if (!newcomers.isEmpty()) {
      settle(connection);
      newcomers.clear();
      lookUp(draft);
    }
    if (!newcomers.isEmpty()) {
      throw new IllegalStateException("no home for " + newcomers.getFirst().series().name());
    }
  }

  Home of(int sample) {
    return found[sample];
  }

  void forget() {
    homes.clear();
  }

  private void lookUp(Draft draft) {
    int run = 0;
    int layout = 0;
    for (int i = 0; i < draft.size(); i++) {
      if (i > 0 && draft.time(i) != draft.time(i - 1)) {
        run++;
        layout = 0;
      }
      Home home = homes.find(draft.series(i));
      if (home == null) {
        newcomers.add(new Newcomer(draft.series(i), run));
      } else {
        found[i] = home;
        if (home.layout != layout) {
          layout = home.layout;
          neighbours.put(run, home);
        }
      }
    }
  }

  private void settle(Connection connection) throws SQLException {
    Map<UUID, Home> byDigest =
        compact ? Catalogue.homes(connection, newcomers, neighbours) : Map.of();
    for (Newcomer each : newcomers) {
      Home home = byDigest.getOrDefault(each.digest(), NOWHERE);
      homes.put(each.series(), home.with(gauges.of(each.series())));
    }
  }
}
