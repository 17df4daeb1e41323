package dev.sonde.server.door;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Brings together those who need a look at the file now, and the one thread that looks: any number
/// of them wait for one look. Safe for all threads.
///
/// # Implementation notes
///
/// A look that is under way may have begun before the file changed, so each waits for the end of
/// one that begins after it came.
final class Looks {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final Condition looked = lock.newCondition();
  private boolean manned;
  private long begun;
  private long done;
  private long wanted;

  /// Waits for a look that begins from now on, so long at most. Does not wait when nobody looks.
  void await(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long mine = begun + 1;
      wanted = mine;
      asked.signal();
      long left = patience.toNanos();
      while (manned && done < mine && left > 0) {
        left = looked.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits until somebody wants a look, or it is time for one. For the thread that looks.
  void awaitTurn(Duration pause) throws InterruptedException {
    lock.lock();
    try {
      manned = true;
      long left = pause.toNanos();
      while (wanted <= begun && left > 0) {
        left = asked.awaitNanos(left);
      }
      begun++;
    } finally {
      lock.unlock();
    }
  }

  /// The look has ended.
  void done() {
    lock.lock();
    try {
      done = begun;
      looked.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Nobody looks any more.
  void leave() {
    lock.lock();
    try {
      manned = false;
      looked.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
