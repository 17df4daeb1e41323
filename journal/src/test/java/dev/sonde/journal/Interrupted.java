package dev.sonde.journal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Does the same thing again and again in a thread that is interrupted about once each time, until
/// it was interrupted many times, however slow either of them is.
final class Interrupted {
  private static final int TIMES = 300;

  private final Work work;
  private final List<IOException> failures = new CopyOnWriteArrayList<>();
  private volatile int begun;
  private volatile int interrupts;
  private volatile boolean endedInterrupted;

  Interrupted(Work work) {
    this.work = work;
  }

  void run() throws InterruptedException {
    var thread = Thread.ofPlatform().name("interrupted").start(this::repeat);
    int seen = 0;
    int count = 0;
    while (thread.isAlive()) {
      if (begun > seen) {
        seen = begun;
        thread.interrupt();
        count++;
        interrupts = count;
      }
      Thread.onSpinWait();
    }
    thread.join();
  }

  List<IOException> failures() {
    return failures;
  }

  boolean endedInterrupted() {
    return endedInterrupted;
  }

  private void repeat() {
    for (int i = 1; interrupts < TIMES; i++) {
      begun = i;
      try {
        work.run();
      } catch (IOException failure) {
        failures.add(failure);
      }
    }
    endedInterrupted = Thread.currentThread().isInterrupted();
  }

  interface Work {
    void run() throws IOException;
  }
}
