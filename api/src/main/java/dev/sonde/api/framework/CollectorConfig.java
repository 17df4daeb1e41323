package dev.sonde.api.framework;

import dev.sonde.api.Labels;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;

/// How a registry runs a collector.
///
/// @param name unique in its registry
/// @param enabled does it run?
/// @param interval between scheduled runs, a multiple of 100 ms
/// @param timeout how long one reading may take
/// @param retryAttempts how often a reading that failed is tried again in the same run, unless the
///   interval would be over before
/// @param retryDelay how long to wait before the first of them; twice as long before each further
///   one
/// @param customLabels what all its values get; stronger than what they have
/// @param parameters whatever its type understands
public record CollectorConfig(
    String name,
    boolean enabled,
    Duration interval,
    Duration timeout,
    int retryAttempts,
    Duration retryDelay,
    Labels customLabels,
    Map<String, String> parameters) {
  private static final Duration SLOT = Duration.ofMillis(100);
  private static final int MOST_RETRIES = 100;

  public CollectorConfig {
    if (name.isBlank()) {
      throw new IllegalArgumentException("Collector name is required");
    }
    if (interval.compareTo(SLOT) < 0 || interval.toNanos() % SLOT.toNanos() != 0) {
      throw new IllegalArgumentException(
          name + ": an interval is a multiple of 100 ms, not " + interval);
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException(name + ": a time-out is longer than 0, not " + timeout);
    }
    if (retryAttempts < 0 || retryAttempts > MOST_RETRIES) {
      throw new IllegalArgumentException(
          name + ": retries are 0 to " + MOST_RETRIES + ", not " + retryAttempts);
    }
    if (retryDelay.isNegative()) {
      throw new IllegalArgumentException(name + ": a delay is not negative, as " + retryDelay);
    }
    parameters = Map.copyOf(parameters);
  }

  /// With what is usual: every 30 s, 10 s for a reading, 3 retries after 5, 10 and 20 s.
  ///
  /// @throws IllegalArgumentException for an empty name
  public static CollectorConfig named(String name) {
    return new CollectorConfig(
        name,
        true,
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        3,
        Duration.ofSeconds(5),
        Labels.NONE,
        Map.of());
  }

  /// The same under another name.
  public CollectorConfig withName(String other) {
    return new CollectorConfig(
        other, enabled, interval, timeout, retryAttempts, retryDelay, customLabels, parameters);
  }

  /// The same, running or not.
  public CollectorConfig withEnabled(boolean whether) {
    return new CollectorConfig(
        name, whether, interval, timeout, retryAttempts, retryDelay, customLabels, parameters);
  }

  /// The same with other times.
  public CollectorConfig withTimes(Duration newInterval, Duration newTimeout) {
    return new CollectorConfig(
        name,
        enabled,
        newInterval,
        newTimeout,
        retryAttempts,
        retryDelay,
        customLabels,
        parameters);
  }

  /// The same with other retries.
  public CollectorConfig withRetries(int attempts, Duration delay) {
    return new CollectorConfig(
        name, enabled, interval, timeout, attempts, delay, customLabels, parameters);
  }

  /// The same with other labels.
  public CollectorConfig withLabels(Labels labels) {
    return new CollectorConfig(
        name, enabled, interval, timeout, retryAttempts, retryDelay, labels, parameters);
  }

  /// The same with other parameters.
  public CollectorConfig withParameters(Map<String, String> others) {
    return new CollectorConfig(
        name, enabled, interval, timeout, retryAttempts, retryDelay, customLabels, others);
  }

  /// Without what its parameters say: there may be secrets among them.
  @Override
  public String toString() {
    return name
        + (enabled ? " every " : " disabled, every ")
        + interval
        + ", parameters "
        + new TreeSet<>(parameters.keySet());
  }
}
