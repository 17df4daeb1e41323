package dev.sonde.client.micrometer;

import io.micrometer.core.instrument.AbstractDistributionSummary;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.TimeWindowMax;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// A distribution summary that counts from the start: nothing is lost when a publication fails.
final class SondeSummary extends AbstractDistributionSummary {
  private final LongAdder count = new LongAdder();
  private final DoubleAdder amount = new DoubleAdder();
  private final TimeWindowMax max;
  private final Buckets buckets;

  SondeSummary(Id id, Clock clock, DistributionStatisticConfig config, double scale) {
    super(id, clock, Buckets.windowed(config), scale, false);
    this.max = new TimeWindowMax(clock, config);
    this.buckets = Buckets.of(config);
  }

  @Override
  protected void recordNonNegative(double recorded) {
    count.increment();
    amount.add(recorded);
    max.record(recorded);
    buckets.record(recorded);
  }

  @Override
  public long count() {
    return count.sum();
  }

  @Override
  public double totalAmount() {
    return amount.sum();
  }

  @Override
  public double max() {
    return max.poll();
  }

  @Override
  public HistogramSnapshot takeSnapshot() {
    return buckets.in(super.takeSnapshot());
  }
}
