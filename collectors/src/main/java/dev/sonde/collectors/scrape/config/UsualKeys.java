package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import java.time.Duration;

/// The keys that say what holds for every job, here and in `global`.
final class UsualKeys {
  private UsualKeys() {}

  /// Reads Sonde's own: `interval`, `timeout` and limits.
  static Usual own(Settings in) {
    return read(in, Usual.OWN, TimingKeys.OWN, Usual.OWN.wanted());
  }

  /// Reads what `global` has of them.
  static Usual ofPrometheus(Settings in) {
    Usual usual = Usual.OF_PROMETHEUS;
    var names = NameKeys.read(in, usual);
    Usual named =
        new Usual(
            usual.interval(), usual.timeout(), usual.wanted(), names.naming(), usual.limits());
    return read(in, named, TimingKeys.OF_PROMETHEUS, WantedKeys.global(in, names, usual));
  }

  private static Usual read(Settings in, Usual usual, TimingKeys keys, Wanted wanted) {
    Duration interval = keys.interval(in, usual.interval());
    Duration timeout = keys.timeout(in, interval, usual);
    return new Usual(interval, timeout, wanted, usual.naming(), LimitKeys.read(in, usual.limits()));
  }
}
