package dev.sonde.framework;

import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.engine.config.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What the environment says of collectors that nobody configured otherwise.
///
/// @param interval `METRICS_COLLECTION_INTERVAL`, in seconds or as a time span
/// @param timeout `METRICS_TIMEOUT`, likewise
/// @param retryAttempts `METRICS_RETRY_ATTEMPTS`
record Defaults(
    Optional<Duration> interval, Optional<Duration> timeout, Optional<Integer> retryAttempts) {
  /// @throws IllegalArgumentException for a value that can't be read
  static Defaults of(Map<String, String> environment) {
    return new Defaults(
        seconds("METRICS_COLLECTION_INTERVAL", environment),
        seconds("METRICS_TIMEOUT", environment),
        number("METRICS_RETRY_ATTEMPTS", environment));
  }

  /// With these instead of what is usual.
  CollectorConfig over(CollectorConfig usual) {
    return usual
        .withTimes(interval.orElse(usual.interval()), timeout.orElse(usual.timeout()))
        .withRetries(retryAttempts.orElse(usual.retryAttempts()), usual.retryDelay());
  }

  private static Optional<Duration> seconds(String name, Map<String, String> environment) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    boolean bare = Character.isDigit(value.charAt(value.length() - 1));
    try {
      return Optional.of(Durations.parse(bare ? value + "s" : value));
    } catch (IllegalArgumentException _) {
      throw refused(name, value, "is not a number of seconds, such as 30");
    }
  }

  private static Optional<Integer> number(String name, Map<String, String> environment) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Integer.parseInt(value));
    } catch (NumberFormatException _) {
      throw refused(name, value, "is not a whole number, such as 3");
    }
  }

  private static IllegalArgumentException refused(String name, String value, String why) {
    return new IllegalArgumentException("environment " + name + ": \"" + value + "\" " + why);
  }
}
