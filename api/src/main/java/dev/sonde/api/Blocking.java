package dev.sonde.api;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Runs calls that may hang in native code (statvfs on a dead mount, a driver, name resolution) on
/// platform threads that are named, few, and given up when they hang.
public interface Blocking {
  /// Runs a task and waits for it.
  ///
  /// @param what a few words, for the thread's name and the message
  /// @throws java.util.concurrent.TimeoutException when the task did not end in time, or when too
  ///   many hang already; the task is interrupted and left alone
  /// @throws Exception what the task threw
  <T> T call(String what, Duration limit, Callable<T> task) throws Exception;
}
