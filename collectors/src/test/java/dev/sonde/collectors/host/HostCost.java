package dev.sonde.collectors.host;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Slot;
import dev.sonde.api.Surroundings;
import dev.sonde.testkit.DirectCalls;
import java.lang.management.ManagementFactory;
import java.util.Map;

/// What a collection costs on this machine: CPU time of the process and bytes allocated by the
/// thread. Arguments: milliseconds between collections, collections to warm up, to measure.
///
/// `java -XX:+UseSerialGC -cp … dev.sonde.collectors.host.HostCost 5000 60 60`
final class HostCost {
  private HostCost() {}

  public static void main(String[] arguments) throws Exception {
    long pauseMillis = Long.parseLong(arguments[0]);
    int warmUp = Integer.parseInt(arguments[1]);
    int runs = Integer.parseInt(arguments[2]);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var out = new Counting();
    var surroundings = new Surroundings(Map.of(), new DirectCalls());
    try (var collector = new HostCollectorFactory().create(HostConfig.DEFAULT, surroundings)) {
      long collectorCpu = 0;
      long processCpu = process.getProcessCpuTime();
      long bytes = 0;
      for (int run = -warmUp; run < runs; run++) {
        if (run == 0) {
          collectorCpu = 0;
          bytes = 0;
          processCpu = process.getProcessCpuTime();
        }
        out.samples = 0;
        long cpuBefore = threads.getCurrentThreadCpuTime();
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        collector.collect(out);
        bytes += threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        collectorCpu += threads.getCurrentThreadCpuTime() - cpuBefore;
        Thread.sleep(pauseMillis);
      }
      System.out.printf(
          "%d samples; per collection: %.3f ms CPU of the thread, %.3f ms of the process, %d bytes"
              + " allocated%n",
          out.samples,
          collectorCpu / 1e6 / runs,
          (process.getProcessCpuTime() - processCpu) / 1e6 / runs,
          bytes / runs);
    }
  }

  private static final class Counting implements Recorder {
    private record Known(String series) implements Slot {}

    private int samples;

    @Override
    public long time() {
      return 0;
    }

    @Override
    public Slot slot(Family family, Labels labels) {
      return new Known(family.name() + labels);
    }

    @Override
    public void record(Slot slot, double value) {
      samples++;
    }

    @Override
    public void record(Slot slot, double value, long timeMillis) {
      samples++;
    }

    @Override
    public void absent(String what, String why) {}
  }
}
