package dev.sonde.http;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// What a listener counts. Safe for all threads.
final class Counters {
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong evicted = new AtomicLong();
  private final AtomicLong bad = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();
  private final AtomicLong failedHandshakes = new AtomicLong();
  private final AtomicLong bytesOut = new AtomicLong();
  private final AtomicInteger webSockets = new AtomicInteger();
  private final AtomicLongArray byClass = new AtomicLongArray(6);

  /// A web socket begins, if there is a place for it.
  boolean enter(int most) {
    return webSockets.getAndUpdate(open -> open < most ? open + 1 : open) < most;
  }

  /// A web socket has ended.
  void left() {
    webSockets.decrementAndGet();
  }

  void accepted() {
    accepted.incrementAndGet();
  }

  void refused() {
    refused.incrementAndGet();
  }

  void evicted() {
    evicted.incrementAndGet();
  }

  void bad() {
    bad.incrementAndGet();
  }

  void broken() {
    broken.incrementAndGet();
  }

  void failedHandshake() {
    failedHandshakes.incrementAndGet();
  }

  void bytesOut(long count) {
    bytesOut.addAndGet(count);
  }

  void answered(int status) {
    byClass.incrementAndGet(status / 100);
  }

  ListenerCounts snapshot(int open) {
    return new ListenerCounts(
        accepted.get(),
        open,
        refused.get(),
        evicted.get(),
        bad.get(),
        broken.get(),
        failedHandshakes.get(),
        byClass.get(2),
        byClass.get(3),
        byClass.get(4),
        byClass.get(5),
        byClass.get(1),
        webSockets.get(),
        bytesOut.get());
  }
}
