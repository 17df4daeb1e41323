package dev.sonde.collectors.lichess;

import dev.sonde.api.Time;
import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Lets requests pass one after the other, a second apart, and none while Lichess wants none: it
/// counts them by address and token, not by feed. Safe for all threads.
final class Gate {
  private static final long SPACING_NANOS = Duration.ofSeconds(1).toNanos();

  private final Time time;
  private final Pause pause;
  private final ReentrantLock passing = new ReentrantLock(true);
  private final ReentrantLock setting = new ReentrantLock();
  private long opensNanos;

  Gate(Time time, Pause pause) {
    this.time = time;
    this.pause = pause;
    this.opensNanos = time.nanos();
  }

  /// Waits for its turn.
  void pass() throws InterruptedException {
    passing.lockInterruptibly();
    try {
      for (long left = leftNanos(); left > 0; left = leftNanos()) {
        pause.of(Duration.ofNanos(left));
      }
      holdFor(SPACING_NANOS);
    } finally {
      passing.unlock();
    }
  }

  /// Lets nobody pass for so long.
  void hold(Duration span) {
    holdFor(span.toNanos());
  }

  private void holdFor(long nanos) {
    setting.lock();
    try {
      long until = time.nanos() + nanos;
      opensNanos = until - opensNanos > 0 ? until : opensNanos;
    } finally {
      setting.unlock();
    }
  }

  private long leftNanos() {
    setting.lock();
    try {
      return opensNanos - time.nanos();
    } finally {
      setting.unlock();
    }
  }
}
