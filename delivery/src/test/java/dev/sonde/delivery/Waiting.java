package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting for other threads, with an end for tests that fail.
final class Waiting {
  private static final long SECONDS = 120;
  private static final long POLL_NANOS = 50_000;

  private Waiting() {}

  static void until(String what, BooleanSupplier holds) {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime() - limit).as("waited too long: " + what).isNegative();
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  static void until(String what, CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).as(what).isTrue();
  }

  static void forever() throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
