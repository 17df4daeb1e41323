package dev.sonde.collectors.discovery.watching;

/// Wakes a thread that waits for something to do. Rung several times before it is heard, it counts
/// once. Safe for all threads.
public final class Bell {
  private boolean rung;

  /// Not rung yet.
  public Bell() {}

  /// There is something to do.
  public synchronized void ring() {
    rung = true;
    notifyAll();
  }

  /// Waits until there is.
  public synchronized void await() throws InterruptedException {
    while (!rung) {
      wait();
    }
    rung = false;
  }
}
