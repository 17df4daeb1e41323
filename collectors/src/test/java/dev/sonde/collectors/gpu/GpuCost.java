package dev.sonde.collectors.gpu;

import com.sun.management.ThreadMXBean;
import dev.sonde.api.Time;
import dev.sonde.testkit.DirectCalls;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What a reading of NVIDIA's GPUs costs on this machine: CPU time and bytes allocated by the
/// thread, and the memory the process has before and after the first one. Arguments: the library,
/// readings to warm up, to measure.
///
/// `java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp …
/// dev.sonde.collectors.gpu.GpuCost target/nvml/libnvidia-ml.so.1 1000 1000`
final class GpuCost {
  private GpuCost() {}

  public static void main(String[] arguments) throws Exception {
    int warmUp = Integer.parseInt(arguments[1]);
    int runs = Integer.parseInt(arguments[2]);
    var usual = GpuConfig.DEFAULT;
    var config =
        new GpuConfig(
            GpuConfig.Nvidia.NVML,
            false,
            false,
            usual.processes(),
            usual.pcieThroughput(),
            usual.answerTimeout(),
            Optional.of(Path.of(arguments[0])),
            Optional.empty());
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Time time = Time.SYSTEM;
    var places = Places.of(Map.of(), Path.of("/"));
    var out = new CountingRecorder();
    try (var collector =
        new GpuCollector(
            () -> Sources.of(config, places, time),
            new DirectCalls(),
            Duration.ofSeconds(1),
            time)) {
      long residentBefore = resident();
      long firstNanos = time.nanos();
      collector.collect(out);
      System.out.printf(
          "first reading: %.1f ms, %d kB more resident, %d samples%n",
          (time.nanos() - firstNanos) / 1e6, resident() - residentBefore, out.samples());
      for (int run = 0; run < warmUp; run++) {
        collector.collect(out);
      }
      long cpu = threads.getCurrentThreadCpuTime();
      long bytes = threads.getCurrentThreadAllocatedBytes();
      for (int run = 0; run < runs; run++) {
        collector.collect(out);
      }
      System.out.printf(
          "each reading: %.1f µs CPU, %d bytes allocated%n",
          (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / runs,
          (threads.getCurrentThreadAllocatedBytes() - bytes) / runs);
    }
  }

  private static long resident() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
