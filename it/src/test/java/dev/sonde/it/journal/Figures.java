package dev.sonde.it.journal;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/// What this process cost between two moments.
public final class Figures {
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final long cpu = SYSTEM.getProcessCpuTime();
  private final long begin = System.nanoTime();

  /// From now on.
  public Figures() {}

  /// Seconds of processor time, all threads.
  public double cpuSeconds() {
    return seconds(SYSTEM.getProcessCpuTime() - cpu);
  }

  /// Seconds that passed.
  public double seconds() {
    return seconds(System.nanoTime() - begin);
  }

  /// Nanoseconds as seconds.
  public static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
