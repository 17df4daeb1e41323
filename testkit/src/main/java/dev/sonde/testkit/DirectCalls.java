package dev.sonde.testkit;

import dev.sonde.api.Blocking;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Runs every call at once, on the caller's thread, and waits as long as it takes.
public final class DirectCalls implements Blocking {
  @Override
  public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
    return task.call();
  }
}
