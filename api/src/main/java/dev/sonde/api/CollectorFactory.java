package dev.sonde.api;

import java.time.Duration;
import java.util.Optional;

/// Makes a kind of collector from configuration.
///
/// @param <C> its configuration: a record, compared with `equals` to see what a reload changed
public interface CollectorFactory<C> {
  /// Its key under `collectors:`, lower case.
  String name();

  /// One sentence for people, shown in the reference.
  String help();

  /// Is it on when the configuration does not mention it?
  boolean onByDefault();

  /// How often it runs when the configuration says nothing of intervals; empty for as often as
  /// others.
  default Optional<Duration> usualInterval() {
    return Optional.empty();
  }

  /// Reads its configuration: all keys, with defaults and help. Must be the same whatever the
  /// values, as the reference is made from it. Keys `enabled`, `interval` and `timeout` belong to
  /// the runner.
  C read(Settings settings);

  /// Makes a collector. Touches no file and no network.
  Collector create(C config, Surroundings surroundings);
}
