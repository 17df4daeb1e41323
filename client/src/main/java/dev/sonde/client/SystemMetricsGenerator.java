package dev.sonde.client;

import dev.sonde.api.Time;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/// Measures the machine, under document 002's names: on Linux, from `/proc` and `/sys`. Elsewhere
/// there is nothing to measure. How busy they are is known from the second time on. For one thread
/// at a time.
public final class SystemMetricsGenerator implements MetricsGenerator {
  private static final int RECEIVED = 0;
  private static final int SENT = 8;

  private final String origin;
  private final KernelFiles files;
  private final Time time;
  private Optional<CpuTimes> before;

  /// Measures this machine.
  ///
  /// @param origin what the metrics say as `origin`
  public SystemMetricsGenerator(String origin) {
    this(origin, Path.of("/"), Time.SYSTEM);
  }

  /// Measures this machine; its metrics have its name as `origin`.
  public SystemMetricsGenerator() {
    this(hostName());
  }

  SystemMetricsGenerator(String origin, Path root, Time time) {
    this.origin = origin;
    this.files = new KernelFiles(root);
    this.time = time;
    this.before = CpuTimes.read(files.lines("proc/stat"));
  }

  @Override
  public List<GenericMetric> generate() {
    return measure().toMetrics(origin);
  }

  /// Measures.
  public SystemMetrics measure() {
    Map<String, Long> memory = memory();
    List<String> network = files.lines("proc/net/dev");
    return new SystemMetrics(
        Instant.ofEpochMilli(time.wallMillis()),
        physical(),
        logical(),
        cpuPercent(),
        new Thermometer(files).read(),
        entry(memory, "MemTotal"),
        entry(memory, "MemAvailable"),
        memoryPercent(entry(memory, "MemTotal"), entry(memory, "MemAvailable")),
        sum(network, SENT),
        sum(network, RECEIVED),
        count(files.list("proc", "[0-9]*").size()));
  }

  private OptionalLong logical() {
    return count(
        files.lines("proc/stat").stream().filter(line -> line.matches("cpu\\d+ .*")).count());
  }

  private OptionalLong physical() {
    return count(
        files.list("sys/devices/system/cpu", "cpu[0-9]*").stream()
            .map(cpu -> files.line(cpu.resolve("topology/core_cpus_list")))
            .filter(list -> !list.isEmpty())
            .distinct()
            .count());
  }

  private OptionalDouble cpuPercent() {
    Optional<CpuTimes> now = CpuTimes.read(files.lines("proc/stat"));
    Optional<CpuTimes> earlier = before;
    before = now;
    return now.isPresent() && earlier.isPresent()
        ? now.get().percentSince(earlier.get())
        : OptionalDouble.empty();
  }

  /// `MemTotal: 65764840 kB`, as bytes.
  private Map<String, Long> memory() {
    var found = new HashMap<String, Long>();
    for (String line : files.lines("proc/meminfo")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.endsWith(" kB")) {
        KernelFiles.number(line.substring(colon + 1, line.length() - 3))
            .ifPresent(kibibytes -> found.put(line.substring(0, colon), kibibytes << 10));
      }
    }
    return found;
  }

  private static OptionalLong entry(Map<String, Long> memory, String name) {
    return memory.containsKey(name) ? OptionalLong.of(memory.get(name)) : OptionalLong.empty();
  }

  private static OptionalDouble memoryPercent(OptionalLong total, OptionalLong available) {
    if (total.isEmpty() || available.isEmpty() || total.getAsLong() <= 0) {
      return OptionalDouble.empty();
    }
    double used = total.getAsLong() - available.getAsLong();
    return OptionalDouble.of(Math.round(used / total.getAsLong() * 1_000) / 10.0);
  }

  /// Of one column of `/proc/net/dev`, over all interfaces.
  private static OptionalLong sum(List<String> lines, int column) {
    List<Long> numbers =
        lines.stream()
            .filter(line -> line.indexOf(':') > 0)
            .map(line -> line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
            .filter(columns -> columns.length > column)
            .map(columns -> KernelFiles.number(columns[column]))
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong)
            .toList();
    LongStream all = numbers.stream().mapToLong(Long::longValue);
    return numbers.isEmpty() ? OptionalLong.empty() : OptionalLong.of(all.sum());
  }

  private static OptionalLong count(long many) {
    return many == 0 ? OptionalLong.empty() : OptionalLong.of(many);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }
}
