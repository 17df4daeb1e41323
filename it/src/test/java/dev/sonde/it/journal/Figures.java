package dev.sonde.it.journal;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/// What this process cost between two moments.
final class Figures {
  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final long cpu = SYSTEM.getProcessCpuTime();
  private final long begin = System.nanoTime();

  double cpuSeconds() {
    return seconds(SYSTEM.getProcessCpuTime() - cpu);
  }

  double seconds() {
    return seconds(System.nanoTime() - begin);
  }

  static double seconds(long nanos) {
    return nanos / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
