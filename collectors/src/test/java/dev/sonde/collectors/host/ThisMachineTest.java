package dev.sonde.collectors.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.sonde.api.Surroundings;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.RecordingRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The machine that runs the tests, against a plain reading of the same files before and after.
@EnabledOnOs(OS.LINUX)
class ThisMachineTest {
  private static final List<String> READ =
      List.of("bytes_recv", "packets_recv", "errors_in", "drop_in");
  private static final List<String> SENT =
      List.of("bytes_sent", "packets_sent", "errors_out", "drop_out");

  @Test
  void collect_thisMachine_agreesWithWhatProcSays() throws Exception {
    var out = new RecordingRecorder().open(0);
    var surroundings = new Surroundings(Map.of(), new DirectCalls());
    Map<String, Double> before;
    Map<String, Double> after;
    Map<String, Double> memory;
    try (var collector = new HostCollectorFactory().create(HostConfig.DEFAULT, surroundings)) {
      collector.collect(out);
      assertThat(out.samples()).doesNotContainKey("system_cpu_usage_total_percent");
      Map<String, Double> free;
      do {
        spin();
        out.open(0);
        free = memory();
        before = plain();
        collector.collect(out);
        after = plain();
        memory = memory();
      } while (!isSteady(free, memory));
    }
    before.keySet().retainAll(after.keySet()); // a device that comes or goes meanwhile
    Map<String, Double> samples = out.samples();
    assertThat(samples.keySet()).containsAll(before.keySet());
    for (var each : before.entrySet()) {
      String series = each.getKey();
      assertThat(samples.get(series)).as(series).isBetween(each.getValue(), after.get(series));
    }
    memory.forEach((series, value) ->
        assertThat(samples.get(series)).as(series).isCloseTo(value, withinPercentage(20)));
    double most = 100 / samples.get("system_cpu_count");
    assertThat(samples.get("system_cpu_usage_total_percent"))
        .as("one thread of many cores")
        .isBetween(Math.min(1.0, most / 2), 100.0);
    assertThat(samples.get("system_memory_used_bytes"))
        .isEqualTo(
            samples.get("system_memory_total_bytes")
                - samples.get("system_memory_free_bytes")
                - samples.get("system_memory_buffers_bytes")
                - samples.get("system_memory_cached_bytes"));
    assertThat(samples.keySet()).anyMatch(series -> series.startsWith("system_disk_total_bytes"));
    assertThat(series(samples, "system_disk_total_bytes", "mountpoint=\"/\""))
        .isEqualTo((double) Files.getFileStore(Path.of("/")).getTotalSpace());
  }

  /// Has so little changed meanwhile that a reading in between can be compared?
  private static boolean isSteady(Map<String, Double> before, Map<String, Double> after) {
    return before.entrySet().stream()
        .allMatch(
            each -> Math.abs(after.get(each.getKey()) - each.getValue()) <= each.getValue() / 20);
  }

  /// Works until the kernel has counted some of it.
  private static void spin() throws IOException {
    double until = stat().get("cpu").get(0) + 20;
    while (stat().get("cpu").get(0) < until) {
      Thread.onSpinWait();
    }
  }

  private static double series(Map<String, Double> samples, String name, String label) {
    return samples.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(name) && entry.getKey().contains(label))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  /// What a person would read in the files.
  private static Map<String, Double> plain() throws IOException {
    var plain = new TreeMap<String, Double>();
    stat(plain);
    disks(plain);
    network(plain);
    return plain;
  }

  private static void stat(Map<String, Double> plain) throws IOException {
    Map<String, List<Double>> stat = stat();
    plain.put("system_context_switches_total", stat.get("ctxt").getFirst());
    plain.put("system_interrupts_total", stat.get("intr").getFirst());
    plain.put("system_forks_total", stat.get("processes").getFirst());
    plain.put("system_boot_time_seconds", stat.get("btime").getFirst());
    plain.put("system_cpu_seconds_total{mode=\"user\"}", stat.get("cpu").get(0) / 100);
    plain.put("system_cpu_seconds_total{mode=\"system\"}", stat.get("cpu").get(2) / 100);
    double cores = stat.keySet().stream().filter(name -> name.matches("cpu\\d+")).count();
    plain.put("system_cpu_count", cores);
  }

  private static Map<String, List<Double>> stat() throws IOException {
    var stat = new TreeMap<String, List<Double>>();
    for (String line : lines("/proc/stat")) {
      String[] words = line.split(" +");
      stat.put(words[0], Stream.of(words).skip(1).map(Double::valueOf).toList());
    }
    return stat;
  }

  /// It changes all the time, up and down.
  private static Map<String, Double> memory() throws IOException {
    var plain = new TreeMap<String, Double>();
    for (String line : lines("/proc/meminfo")) {
      String[] words = line.split(" +");
      switch (words[0]) {
        case "MemTotal:" -> plain.put("system_memory_total_bytes", bytes(words));
        case "MemFree:" -> plain.put("system_memory_free_bytes", bytes(words));
        case "MemAvailable:" -> plain.put("system_memory_available_bytes", bytes(words));
        case "SwapTotal:" -> plain.put("system_swap_total_bytes", bytes(words));
        default -> {}
      }
    }
    return plain;
  }

  private static double bytes(String[] words) {
    return Double.parseDouble(words[1]) * 1024;
  }

  private static void disks(Map<String, Double> plain) throws IOException {
    for (String line : lines("/proc/diskstats")) {
      String[] words = line.strip().split(" +");
      String device = "{device=\"" + words[2] + "\"}";
      if (!words[3].equals("0")) {
        plain.put("system_disk_read_count_total" + device, Double.valueOf(words[3]));
        plain.put("system_disk_read_bytes_total" + device, Double.parseDouble(words[5]) * 512);
        plain.put("system_disk_write_count_total" + device, Double.valueOf(words[7]));
        plain.put("system_disk_write_bytes_total" + device, Double.parseDouble(words[9]) * 512);
      }
    }
  }

  private static void network(Map<String, Double> plain) throws IOException {
    List<String> lines = lines("/proc/net/dev");
    for (String line : lines.subList(2, lines.size())) {
      String[] words = line.strip().split("[: ]+");
      String label = "_total{interface=\"" + words[0] + "\"}";
      for (int i = 0; i < READ.size(); i++) {
        plain.put("system_network_" + READ.get(i) + label, Double.valueOf(words[1 + i]));
        plain.put("system_network_" + SENT.get(i) + label, Double.valueOf(words[9 + i]));
      }
    }
  }

  private static List<String> lines(String file) throws IOException {
    return Files.readAllLines(Path.of(file));
  }
}
