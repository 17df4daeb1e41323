package dev.sonde.collectors.scrape.config;

import dev.sonde.processors.relabel.LabelNaming;
import java.time.Duration;

/// What holds for every job that does not say otherwise.
///
/// @param naming which names are allowed
record Usual(
    Duration interval, Duration timeout, Wanted wanted, LabelNaming naming, Limits limits) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /// What holds in Sonde's own configuration.
  static final Usual OWN = usual(Duration.ofSeconds(15));

  /// What holds in Prometheus'.
  static final Usual OF_PROMETHEUS = usual(Duration.ofMinutes(1));

  private static Usual usual(Duration interval) {
    return new Usual(interval, TIMEOUT, Wanted.USUAL, LabelNaming.UTF8, Limits.USUAL);
  }

  Duration timeoutWithin(Duration span) {
    return timeout.compareTo(span) < 0 ? timeout : span;
  }
}
