package dev.sonde.framework;

import dev.sonde.api.Time;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;

/// Measures what tasks use, on the platform threads that run them. Safe for all threads.
final class Meter {
  private final Time time;
  private ResourceUse use = ResourceUse.NONE;

  Meter(Time time) {
    this.time = time;
  }

  synchronized ResourceUse use() {
    return use;
  }

  /// Runs a task on the calling thread, which is a platform thread.
  <T> T measured(Callable<T> task) throws Exception {
    var before = Counters.ofThisThread();
    long begun = time.nanos();
    try {
      return task.call();
    } finally {
      var after = Counters.ofThisThread();
      add(
          new ResourceUse(
              Duration.ofNanos(after.cpuNanos - before.cpuNanos),
              after.bytes - before.bytes,
              Duration.ofNanos(time.nanos() - begun),
              1));
    }
  }

  private synchronized void add(ResourceUse more) {
    use = use.plus(more);
  }

  /// What a virtual machine that can't tell does not tell is 0.
  private record Counters(long cpuNanos, long bytes) {
    static Counters ofThisThread() {
      var threads = ManagementFactory.getThreadMXBean();
      long cpu = threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
      long bytes =
          threads instanceof com.sun.management.ThreadMXBean precise
                  && precise.isThreadAllocatedMemorySupported()
              ? precise.getCurrentThreadAllocatedBytes()
              : 0;
      return new Counters(Math.max(0, cpu), Math.max(0, bytes));
    }
  }
}
