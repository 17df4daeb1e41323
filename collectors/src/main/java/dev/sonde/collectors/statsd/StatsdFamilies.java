package dev.sonde.collectors.statsd;

import dev.sonde.api.Family;
import java.util.List;

/// What there is beside that which comes.
public final class StatsdFamilies {
  /// `sonde_statsd_values_total{outcome="taken"} 7`
  static final Family VALUES =
      Family.counter(
          "sonde_statsd_values_total",
          "",
          "Values and lines that came by StatsD: taken, ignored (events) or refused.");

  /// `sonde_statsd_series 3`
  static final Family SERIES =
      Family.gauge("sonde_statsd_series", "", "Names with their tags that StatsD remembers.");

  private StatsdFamilies() {}

  /// All of them.
  public static List<Family> all() {
    return List.of(VALUES, SERIES);
  }
}
