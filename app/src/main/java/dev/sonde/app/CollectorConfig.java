package dev.sonde.app;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.engine.RunSettings;
import dev.sonde.engine.config.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// One collector's configuration: when it runs, and what its factory read.
///
/// @param named does the configuration mention it?
record CollectorConfig(
    String name,
    boolean enabled,
    boolean named,
    RunSettings run,
    Object config,
    Function<Surroundings, Collector> make) {
  /// Sonde's own metrics are there even when a limit keeps everything else out.
  boolean essential() {
    return name.equals(SelfCollectorFactory.NAME);
  }

  static final Duration SHORTEST = Duration.ofMillis(100);
  static final Duration LONGEST = Duration.ofDays(1);
  static final Duration SHORTEST_RUN = Duration.ofMillis(10);
  static final String WHOLE_SLOTS = "an interval is a multiple of 100ms";
  private static final Duration LONGEST_RUN = Duration.ofSeconds(10);

  static <C> CollectorConfig read(
      Settings in,
      CollectorFactory<C> factory,
      boolean named,
      Duration usualInterval,
      Optional<Duration> usualTimeout) {
    boolean enabled = in.flag("enabled", factory.onByDefault(), "Does it run?");
    Duration interval =
        in.duration("interval", SHORTEST, LONGEST, "How often; not set, " + otherwise(factory))
            .orElse(usualInterval);
    Duration timeout =
        in.duration(
                "timeout",
                SHORTEST_RUN,
                LONGEST,
                "A run that takes longer has failed; not set, the general timeout, else the"
                    + " interval, at most 10s.")
            .or(() -> usualTimeout)
            .orElse(interval.compareTo(LONGEST_RUN) < 0 ? interval : LONGEST_RUN);
    C config = factory.read(in);
    return new CollectorConfig(
        factory.name(),
        enabled,
        named,
        new RunSettings(wholeSlots(in, interval), timeout),
        config,
        surroundings -> factory.create(config, surroundings));
  }

  private static String otherwise(CollectorFactory<?> factory) {
    return factory
        .usualInterval()
        .map(usual -> "the general interval, and without one " + Durations.show(usual) + ".")
        .orElse("the general interval.");
  }

  static boolean isWholeSlots(Duration interval) {
    return interval.toMillis() % SHORTEST.toMillis() == 0;
  }

  private static Duration wholeSlots(Settings in, Duration interval) {
    if (isWholeSlots(interval)) {
      return interval;
    }
    in.problem("interval", WHOLE_SLOTS);
    return SHORTEST;
  }
}
