package dev.sonde.client.opentelemetry;

import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A clock of the SDK that goes on when it is told to.
final class SteppedClock implements Clock {
  private final AtomicLong nanos;

  /// @param millis what it shows at first, since 1970
  SteppedClock(long millis) {
    nanos = new AtomicLong(millis * 1_000_000);
  }

  /// One that has time for some before it shows the machine's.
  static SteppedClock before(Duration some) {
    return new SteppedClock(System.currentTimeMillis() - some.toMillis());
  }

  void step(Duration by) {
    nanos.addAndGet(by.toNanos());
  }

  long millis() {
    return nanos.get() / 1_000_000;
  }

  @Override
  public long now() {
    return nanos.get();
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }
}
