package dev.sonde.http.tls;

import dev.sonde.api.Blocking;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/// Blocking calls of one kind, one at a time. While one that was given up still hangs, the next is
/// refused: it would hang too, and take the place of calls that others need.
final class SingleCall {
  private final Blocking blocking;
  private volatile boolean running;

  SingleCall(Blocking blocking) {
    this.blocking = blocking;
  }

  /// For one caller at a time.
  <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
    if (running) {
      throw new TimeoutException(what + " hang since an earlier try");
    }
    return blocking.call(what, limit, () -> run(task));
  }

  private <T> T run(Callable<T> task) throws Exception {
    running = true;
    try {
      return task.call();
    } finally {
      running = false;
    }
  }
}
