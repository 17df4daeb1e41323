package dev.sonde.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// How much one caller may send, and how much of that is used up. Safe for many threads.
///
/// # Implementation notes
///
/// The rate is a bucket that may be overdrawn: a batch is taken whole while anything is left, and
/// what it takes too much is paid back before the next one. So no batch is too large for a rate,
/// and the rate holds over time. The bucket holds what a second brings.
public final class Allowance {
  /// For how long a series counts.
  public static final Duration WINDOW = Duration.ofHours(1);

  /// What a caller may send.
  ///
  /// @param samplesPerSecond over time; a single batch may hold more
  /// @param series different ones within [#WINDOW]
  /// @param names metrics that match one of these; empty for all
  public record Limits(OptionalDouble samplesPerSecond, OptionalInt series, List<Glob> names) {
    /// Whatever comes.
    public static final Limits NONE =
        new Limits(OptionalDouble.empty(), OptionalInt.empty(), List.of());

    /// @throws IllegalArgumentException for a rate or a number that is not above 0
    public Limits {
      if (!(samplesPerSecond.orElse(1) > 0) || !Double.isFinite(samplesPerSecond.orElse(1))) {
        throw new IllegalArgumentException("the rate must be above 0");
      }
      if (series.orElse(1) < 1) {
        throw new IllegalArgumentException("the number of series must be above 0");
      }
      names = List.copyOf(names);
    }
  }

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Time time;
  private final SeriesSeen seen;
  private Limits limits;
  private long changes;
  private double left;
  private long filled;

  /// A whole one.
  ///
  /// @param seed nobody outside knows it, so that nobody can find series that look alike
  public Allowance(Limits limits, Time time, long seed) {
    this.limits = limits;
    this.time = time;
    this.seen = new SeriesSeen(time.nanos(), seed);
    this.left = limits.samplesPerSecond().orElse(0);
    this.filled = time.nanos();
  }

  /// Sets other limits; what is used up stays so.
  public synchronized void limit(Limits to) {
    changes += to.equals(limits) ? 0 : 1;
    limits = to;
    left = Math.min(left, to.samplesPerSecond().orElse(0));
  }

  /// Takes samples: all of them or none. With 0 it says whether any would be taken, to be asked
  /// before a body is read.
  ///
  /// @return empty when they may come in, else after what time it is worth trying again
  public synchronized Optional<Duration> take(long samples) {
    if (limits.samplesPerSecond().isEmpty()) {
      return Optional.empty();
    }
    double rate = limits.samplesPerSecond().getAsDouble();
    long now = time.nanos();
    left = Math.min(rate, left + (now - filled) * rate / NANOS);
    filled = now;
    if (left <= 0) {
      return Optional.of(Duration.ofNanos((long) Math.ceil((1 - left) / rate * NANOS)));
    }
    left -= samples;
    return Optional.empty();
  }

  /// May metrics of this name come in?
  public synchronized boolean allows(String metric) {
    return limits.names().isEmpty()
        || limits.names().stream().anyMatch(each -> each.matches(metric));
  }

  /// May this series come in? It counts from now on. Whoever keeps the answer asks again when
  /// [#window] is another one, or else it will not count there.
  public synchronized boolean admits(String metric, Labels labels) {
    return limits.series().isEmpty()
        || seen.admits(metric, labels, limits.series().getAsInt(), time.nanos());
  }

  /// A number that grows when series are counted anew, and when the limits become others.
  public synchronized long window() {
    return seen.window(time.nanos()) + changes;
  }
}
