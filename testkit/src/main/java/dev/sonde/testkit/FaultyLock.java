package dev.sonde.testkit;

import java.io.Closeable;
import java.util.concurrent.atomic.AtomicBoolean;

final class FaultyLock implements Closeable {
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  FaultyLock(Runnable release) {
    this.release = release;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
