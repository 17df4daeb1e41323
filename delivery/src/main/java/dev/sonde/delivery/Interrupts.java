package dev.sonde.delivery;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where a courier's thread may be interrupted: while it waits, and, when its time is up, while it
/// calls its shipper. Never within the journal, where an interrupt would close the file it uses.
final class Interrupts {
  private enum Within {
    WAIT,
    CALL
  }

  @FunctionalInterface
  interface Wait {
    void run() throws InterruptedException;
  }

  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException, InterruptedException;
  }

  private @Nullable Thread thread;
  private @Nullable Within within;
  private boolean woken;
  private boolean over;

  /// Waits until done or woken.
  ///
  /// @return was it woken?
  boolean waiting(Wait wait) {
    if (!enterWait()) {
      return true;
    }
    try {
      wait.run();
      return false;
    } catch (InterruptedException woken) {
      return true;
    } finally {
      leave();
    }
  }

  /// Calls out.
  ///
  /// @throws InterruptedException when time is up, or the called interrupted itself
  <T> T calling(Call<T> call) throws IOException, InterruptedException {
    enterCall();
    try {
      return call.run();
    } finally {
      leave();
    }
  }

  /// Ends the wait going on, else the next one.
  synchronized void wake() {
    woken = true;
    if (within == Within.WAIT && thread != null) {
      thread.interrupt();
    }
  }

  /// Ends waits and calls from now on.
  synchronized void end() {
    over = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  synchronized boolean over() {
    return over;
  }

  private synchronized boolean enterWait() {
    if (woken || over) {
      woken = false;
      return false;
    }
    enter(Within.WAIT);
    return true;
  }

  private synchronized void enterCall() throws InterruptedException {
    if (over) {
      throw new InterruptedException("time is up");
    }
    enter(Within.CALL);
  }

  private void enter(Within where) {
    within = where;
    thread = Thread.currentThread();
  }

  private synchronized void leave() {
    if (within == Within.WAIT) {
      woken = false;
    }
    within = null;
    thread = null;
    Thread.interrupted();
  }
}
