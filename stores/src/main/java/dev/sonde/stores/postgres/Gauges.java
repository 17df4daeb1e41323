package dev.sonde.stores.postgres;

import dev.sonde.api.Series;
import org.jspecify.annotations.Nullable;

/// Which series stand in document 001's tables.
final class Gauges {
  private static final Home NOWHERE = new Home(0, 0);

  private final PostgresConfig config;
  private final Homes known = new Homes();

  Gauges(PostgresConfig config) {
    this.config = config;
  }

  /// Looked up once for each series.
  boolean has(Series series) {
    Home home = known.find(series);
    if (home == null) {
      home = NOWHERE.with(of(series));
      known.put(series, home);
    }
    return home.gauge != null;
  }

  @Nullable Gauge of(Series series) {
    return config.classicTables() ? Gauge.of(series, config.classicHost().orElse(null)) : null;
  }
}
