package dev.sonde.client.micrometer;

import io.micrometer.core.instrument.AbstractTimer;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.util.TimeUtils;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// A timer that counts from the start: nothing is lost when a publication fails.
final class SondeTimer extends AbstractTimer {
  private final LongAdder count = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final TimeWindowMax max;

  /// Their bounds are nanoseconds.
  private final Buckets buckets;

  SondeTimer(Id id, Clock clock, DistributionStatisticConfig config, PauseDetector pauses) {
    super(id, clock, Buckets.windowed(config), pauses, TimeUnit.SECONDS, false);
    this.max = new TimeWindowMax(clock, config);
    this.buckets = Buckets.of(config);
  }

  @Override
  protected void recordNonNegative(long amount, TimeUnit unit) {
    long taken = unit.toNanos(amount);
    count.increment();
    nanos.add(taken);
    max.record(taken, TimeUnit.NANOSECONDS);
    buckets.record(taken);
  }

  @Override
  public long count() {
    return count.sum();
  }

  @Override
  public double totalTime(TimeUnit unit) {
    return TimeUtils.nanosToUnit(nanos.sum(), unit);
  }

  @Override
  public double max(TimeUnit unit) {
    return max.poll(unit);
  }

  @Override
  public HistogramSnapshot takeSnapshot() {
    return buckets.in(super.takeSnapshot());
  }
}
