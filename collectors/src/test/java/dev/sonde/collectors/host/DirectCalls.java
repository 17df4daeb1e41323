package dev.sonde.collectors.host;

import dev.sonde.api.Blocking;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Calls at once, on the caller's thread.
final class DirectCalls implements Blocking {
  @Override
  public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
    return task.call();
  }
}
