package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemMetricsGeneratorTest {
  @TempDir private Path root;

  @Test
  void machine_isMeasuredUnderDocument002sNames() throws Exception {
    machine();
    var generator = generator();
    write("proc/stat", "cpu  175 0 25 260 40 0 0 0 0 0", "cpu0 1 1", "cpu1 1 1");
    assertThat(shown(generator.generate()))
        .containsExactly(
            "cpu_count_physical 1.0",
            "cpu_count_logical 2.0",
            "cpu_percent 50.0",
            "cpu_temp 51.5",
            "memory_total 2048000.0",
            "memory_available 512000.0",
            "memory_percent 75.0",
            "network_bytes_sent 420.0",
            "network_bytes_recv 1100.0",
            "process_count 2.0");
    assertThat(generator.generate())
        .allMatch(each -> each.origin().equals("here"))
        .allMatch(each -> each.timestamp().toString().equals("2026-01-01T00:00:00Z"));
  }

  @Test
  void whatIsNotThere_isNotMeasured() {
    assertThat(generator().generate()).isEmpty();
  }

  @Test
  void temperature_isChosenAsInDocument002() throws Exception {
    sensor("hwmon0", "acpitz", "temp1", "", "40000");
    assertThat(generator().measure().cpuTemp()).hasValue(40);
    sensor("hwmon1", "cros_ec", "temp1", "battery", "20000");
    assertThat(generator().measure().cpuTemp()).hasValue(40);
    sensor("hwmon1", "cros_ec", "temp2", "cpu", "41000");
    assertThat(generator().measure().cpuTemp()).hasValue(41);
    sensor("hwmon2", "k10temp", "temp3", "Tctl", "-1000");
    assertThat(generator().measure().cpuTemp()).hasValue(-1);
  }

  @Test
  void brokenFiles_neverThrow_norGiveNonsense() throws Exception {
    machine();
    var random = new Random(7);
    List<Path> files = files();
    for (int round = 0; round < 200; round++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] bytes = Files.readAllBytes(file);
      byte[] broken = bytes.clone();
      for (int i = random.nextInt(8); i > 0 && broken.length > 0; i--) {
        broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, broken);
      var generator = generator();
      assertThat(generator.generate()).allMatch(each -> Double.isFinite(each.value()));
      assertThat(generator.measure().cpuPercent().orElse(0)).isBetween(0.0, 100.0);
      Files.write(file, bytes);
    }
  }

  private void machine() throws IOException {
    write("proc/stat", "cpu  100 0 0 160 40 0 0 0 0 0", "cpu0 1 1", "cpu1 1 1", "intr 5");
    write("proc/meminfo", "MemTotal:  2000 kB", "MemFree: 1 kB", "MemAvailable:  500 kB");
    write(
        "proc/net/dev",
        "Inter-|   Receive  |  Transmit",
        " face |bytes packets errs drop fifo frame compressed multicast|bytes packets",
        "    lo: 100 1 0 0 0 0 0 0 20 1 0 0 0 0 0 0",
        "  eth0: 1000 1 0 0 0 0 0 0 400 1 0 0 0 0 0 0");
    write("proc/1/stat", "");
    write("proc/77/stat", "");
    write("proc/self/stat", "");
    write("sys/devices/system/cpu/cpu0/topology/core_cpus_list", "0-1");
    write("sys/devices/system/cpu/cpu1/topology/core_cpus_list", "0-1");
    sensor("hwmon0", "coretemp", "temp1", "Package id 0", "51500");
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void sensor(String hwmon, String chip, String sensor, String label, String value)
      throws IOException {
    String folder = "sys/class/hwmon/" + hwmon + "/";
    write(folder + "name", chip);
    write(folder + sensor + "_input", value);
    if (!label.isEmpty()) {
      write(folder + sensor + "_label", label);
    }
  }

  private void write(String file, String... lines) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, List.of(lines));
  }

  private SystemMetricsGenerator generator() {
    return new SystemMetricsGenerator("here", root, new ManualTime("2026-01-01T00:00:00Z"));
  }

  private static List<String> shown(List<GenericMetric> metrics) {
    return metrics.stream()
        .map(each -> each.metricType() + " " + each.value())
        .collect(Collectors.toList());
  }
}
