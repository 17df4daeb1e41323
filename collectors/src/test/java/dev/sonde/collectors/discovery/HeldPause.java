package dev.sonde.collectors.discovery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Time that goes by when the test says so.
public final class HeldPause implements DiscoveryTools.Pause {
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final Semaphore arrived = new Semaphore(0);
  private final Semaphore go = new Semaphore(0);
  private volatile Duration last = Duration.ZERO;

  @Override
  public void of(Duration time) throws InterruptedException {
    last = time;
    arrived.release();
    go.acquire();
  }

  /// Waits until a round is over: short pauses within it go by.
  ///
  /// @return how long it wants to wait for the next one
  public Duration settle() throws InterruptedException {
    await();
    while (last.compareTo(SHORT) < 0) {
      go.release();
      await();
    }
    return last;
  }

  /// Lets the next round come and end.
  public Duration round() throws InterruptedException {
    go.release();
    return settle();
  }

  /// Waits for a pause, however short.
  public void next() throws InterruptedException {
    await();
  }

  /// Lets a pause go by.
  public void goOn() {
    go.release();
  }

  private void await() throws InterruptedException {
    if (!arrived.tryAcquire(5, TimeUnit.MINUTES)) {
      throw new AssertionError("the discovery did not come to the end of a round");
    }
  }
}
