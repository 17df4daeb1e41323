package dev.sonde.testkit;

import dev.sonde.api.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/// Clocks that move when a test says so. Safe for all threads.
public final class ManualTime implements Time {
  private final AtomicLong wallMillis;
  private final AtomicLong nanos = new AtomicLong(1_000_000_000L);

  /// @param now what the wall clock shows at first, such as `2026-01-01T00:00:00Z`
  public ManualTime(String now) {
    wallMillis = new AtomicLong(Instant.parse(now).toEpochMilli());
  }

  @Override
  public long wallMillis() {
    return wallMillis.get();
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  /// Lets time pass on both clocks.
  public void pass(Duration span) {
    wallMillis.addAndGet(span.toMillis());
    nanos.addAndGet(span.toNanos());
  }

  /// Steps the wall clock, as an operator or a time server would.
  public void step(Duration by) {
    wallMillis.addAndGet(by.toMillis());
  }
}
