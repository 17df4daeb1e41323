package dev.sonde.collectors.container;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers of a container as an engine's API gives them, Docker's or Podman's.
///
/// @param nanos when they were taken, by the engine's clock
record Stats(
    Map<Vital, Double> values,
    Map<String, double[]> network,
    Map<String, double[]> devices,
    long nanos) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NO_LIMIT = 0x1p60;
  private static final List<String> NETWORK =
      List.of(
          "rx_bytes",
          "rx_packets",
          "rx_errors",
          "rx_dropped",
          "tx_bytes",
          "tx_packets",
          "tx_errors",
          "tx_dropped");
  private static final int MOST_PARTS = 256;

  /// From an answer to `/containers/<id>/stats`.
  static Stats of(Tree all, Known.Plan plan) {
    var values = new LinkedHashMap<Vital, Double>();
    cpu(all.at("cpu_stats"), values);
    memory(all.at("memory_stats"), plan, values);
    put(Vital.PIDS, all.at("pids_stats", "current"), 1, values);
    double pids = all.at("pids_stats", "limit").decimal();
    if (pids > 0 && pids < NO_LIMIT) {
      values.put(Vital.PIDS_LIMIT, pids);
    }
    return new Stats(
        values,
        plan.ownNetwork() ? network(all.at("networks")) : Map.of(),
        devices(all.at("blkio_stats")),
        Answers.nanos(all.at("read").text()));
  }

  /// Was anything measured? Of one that does not run an engine gives an answer of zeros, taken in
  /// the year 1.
  boolean isTaken() {
    return nanos > 0;
  }

  /// Writes them as a run wants them.
  void write(Vitals to) {
    values.forEach(to::set);
    to.cpu(values.getOrDefault(Vital.CPU_SECONDS, Double.NaN), nanos);
    network.forEach((name, numbers) -> write(to.network.named(name), numbers));
    devices.forEach((name, numbers) -> write(to.devices.named(name), numbers));
    Totals.ofDevices(to);
  }

  private static void write(@Nullable Part to, double[] numbers) {
    if (to != null) {
      System.arraycopy(numbers, 0, to.values, 0, numbers.length);
    }
  }

  private static void cpu(Tree cpu, Map<Vital, Double> to) {
    Tree usage = cpu.at("cpu_usage");
    put(Vital.CPU_SECONDS, usage.at("total_usage"), NANOS_PER_SECOND, to);
    put(Vital.CPU_USER, usage.at("usage_in_usermode"), NANOS_PER_SECOND, to);
    put(Vital.CPU_SYSTEM, usage.at("usage_in_kernelmode"), NANOS_PER_SECOND, to);
    Tree throttling = cpu.at("throttling_data");
    put(Vital.CPU_PERIODS, throttling.at("periods"), 1, to);
    put(Vital.CPU_THROTTLED_PERIODS, throttling.at("throttled_periods"), 1, to);
    put(Vital.CPU_THROTTLED_SECONDS, throttling.at("throttled_time"), NANOS_PER_SECOND, to);
  }

  private static void memory(Tree memory, Known.Plan plan, Map<Vital, Double> to) {
    put(Vital.MEMORY_USAGE, memory.at("usage"), 1, to);
    if (plan.memoryLimit() > 0) {
      to.put(Vital.MEMORY_LIMIT, (double) plan.memoryLimit());
    }
    Tree stats = memory.at("stats");
    first(Vital.MEMORY_RSS, stats, to, "total_rss", "anon");
    first(Vital.MEMORY_CACHE, stats, to, "total_cache", "file");
    first(Vital.MEMORY_INACTIVE_FILE, stats, to, "total_inactive_file", "inactive_file");
    first(Vital.MEMORY_MAJOR_FAULTS, stats, to, "total_pgmajfault", "pgmajfault");
    put(Vital.MEMORY_LIMIT_HITS, memory.at("failcnt"), 1, to);
  }

  private static Map<String, double[]> network(Tree networks) {
    var all = new LinkedHashMap<String, double[]>();
    networks.each((name, tree) -> {
      if (all.size() < MOST_PARTS && !name.isEmpty()) {
        all.put(name, NETWORK.stream().mapToDouble(each -> sound(tree.at(each))).toArray());
      }
    });
    return all;
  }

  private static Map<String, double[]> devices(Tree io) {
    var all = new LinkedHashMap<String, double[]>();
    for (Tree each : io.at("io_service_bytes_recursive").elements()) {
      take(each, Map.of("read", 0, "write", 1, "rios", 2, "wios", 3), all);
    }
    for (Tree each : io.at("io_serviced_recursive").elements()) {
      take(each, Map.of("read", 2, "write", 3), all);
    }
    return all;
  }

  private static void take(Tree entry, Map<String, Integer> columns, Map<String, double[]> to) {
    Integer column = columns.get(entry.at("op").text().toLowerCase(Locale.ROOT));
    String device = entry.at("major").text() + ":" + entry.at("minor").text();
    if (column != null && (to.containsKey(device) || to.size() < MOST_PARTS)) {
      to.computeIfAbsent(
                  device, _ -> new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN})[
              column] =
          sound(entry.at("value"));
    }
  }

  private static void first(Vital vital, Tree in, Map<Vital, Double> to, String... names) {
    for (String each : names) {
      if (!to.containsKey(vital)) {
        put(vital, in.at(each), 1, to);
      }
    }
  }

  private static void put(Vital vital, Tree from, double divisor, Map<Vital, Double> to) {
    double value = sound(from);
    if (!Double.isNaN(value)) {
      to.put(vital, value / divisor);
    }
  }

  private static double sound(Tree tree) {
    double value = tree.decimal();
    return value >= 0 && value < Double.POSITIVE_INFINITY ? value : Double.NaN;
  }
}
