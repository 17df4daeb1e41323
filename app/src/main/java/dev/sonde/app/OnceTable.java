package dev.sonde.app;

import dev.sonde.api.Series;
import dev.sonde.engine.Snapshot;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// This machine at a glance, from two readings.
final class OnceTable {
  /// As `container_status` numbers them.
  private static final List<String> STATES =
      List.of("created", "running", "restarting", "removing", "paused", "exited", "dead");

  private final TwoReadings of;
  private final StringBuilder out = new StringBuilder();

  OnceTable(Snapshot before, Snapshot now) {
    this.of = new TwoReadings(before, now);
  }

  String text() {
    summary();
    filesystems();
    disks();
    interfaces();
    sensors();
    gpus();
    containers();
    out.append('\n')
        .append(of.now().size())
        .append(" series in all: sonde once --format prometheus\n");
    return out.toString();
  }

  private void summary() {
    line(
        "CPU",
        percent("system_cpu_usage_total_percent"),
        amount(of.plain("system_cpu_count"), "cores"));
    line("Load", load(), "");
    line(
        "Memory",
        percent("system_memory_usage_percent"),
        usedOf("system_memory_used_bytes", "system_memory_total_bytes")
            + suffix("system_memory_available_bytes", " available"));
    line(
        "Swap",
        percent("system_swap_usage_percent"),
        usedOf("system_swap_used_bytes", "system_swap_total_bytes"));
    line("Up", uptime(), "");
  }

  private void filesystems() {
    var table = new TextTable("FILE SYSTEM", "TYPE", "SIZE >", "USED >", "FREE >", "USE >");
    for (Series each : of.series("system_disk_total_bytes")) {
      String mount = label(each, "mountpoint");
      table.row(
          mount,
          label(each, "fstype"),
          bytes(of.value("system_disk_total_bytes", each)),
          bytes(of.value("system_disk_used_bytes", each)),
          bytes(of.value("system_disk_free_bytes", each)),
          percentage(of.value("system_disk_usage_percent", each)));
    }
    out.append(table.text());
  }

  private void disks() {
    var table = new TextTable("DISK", "READ/s >", "WRITE/s >", "READS/s >", "WRITES/s >");
    for (Series each : of.series("system_disk_read_bytes_total")) {
      table.row(
          label(each, "device"),
          bytes(of.rate("system_disk_read_bytes_total", each)),
          bytes(of.rate("system_disk_write_bytes_total", each)),
          count(of.rate("system_disk_read_count_total", each)),
          count(of.rate("system_disk_write_count_total", each)));
    }
    out.append(table.text());
  }

  private void interfaces() {
    var table =
        new TextTable("INTERFACE", "IN/s >", "OUT/s >", "IN TOTAL >", "OUT TOTAL >", "ERRORS >");
    for (Series each : of.series("system_network_bytes_recv_total")) {
      table.row(
          label(each, "interface"),
          bytes(of.rate("system_network_bytes_recv_total", each)),
          bytes(of.rate("system_network_bytes_sent_total", each)),
          bytes(of.value("system_network_bytes_recv_total", each)),
          bytes(of.value("system_network_bytes_sent_total", each)),
          count(sum(each, "system_network_errors_in_total", "system_network_errors_out_total")));
    }
    out.append(table.text());
  }

  private void sensors() {
    var table = new TextTable("SENSOR", "CHIP", "VALUE >");
    for (Series each : of.series("system_temperature_celsius")) {
      OptionalDouble value = of.value(each.name(), each);
      table.row(label(each, "sensor"), label(each, "chip"), shown(value, " °C"));
    }
    for (Series each : of.series("system_fan_rpm")) {
      OptionalDouble value = of.value(each.name(), each);
      table.row(label(each, "sensor"), label(each, "chip"), shown(value, " rpm"));
    }
    out.append(table.text());
  }

  private void gpus() {
    var table = new TextTable("GPU", "NAME", "USE >", "MEMORY >", "OF >", "HEAT >", "POWER >");
    for (Series each : of.series("system_gpu_up")) {
      table.row(
          label(each, "gpu"),
          label(each, "name"),
          percentage(of.value("system_gpu_utilization_percent", each)),
          bytes(of.value("system_gpu_memory_used_bytes", each)),
          bytes(of.value("system_gpu_memory_total_bytes", each)),
          shown(of.value("system_gpu_temperature_celsius", each), " °C"),
          watts(of.value("system_gpu_power_usage_milliwatts", each)));
    }
    out.append(table.text());
  }

  private void containers() {
    var table =
        new TextTable("CONTAINER", "IMAGE", "STATE", "CPU >", "MEMORY >", "OF >", "PROCESSES >");
    List<Series> all = of.series("container_status");
    all.sort(Comparator.comparing(each -> label(each, "container_name")));
    for (Series each : all) {
      table.row(
          label(each, "container_name"),
          label(each, "image"),
          state(of.value("container_status", each)),
          percentage(of.value("container_cpu_usage_percent", each)),
          bytes(of.value("container_memory_working_set_bytes", each)),
          bytes(of.value("container_memory_limit_bytes", each)),
          count(of.value("container_pids", each)));
    }
    out.append(table.text());
  }

  private static String state(OptionalDouble status) {
    int code = (int) status.orElse(-1);
    return code >= 0 && code < STATES.size() ? STATES.get(code) : "";
  }

  private static String watts(OptionalDouble milliwatts) {
    return milliwatts.isEmpty() ? "" : Words.number(milliwatts.getAsDouble() / 1000) + " W";
  }

  private void line(String name, String value, String detail) {
    if (!value.isEmpty() || !detail.isEmpty()) {
      String padded = name + " ".repeat(10 - name.length());
      out.append(padded).append(value);
      out.repeat(' ', Math.max(0, 10 - value.length())).append(detail).append('\n');
    }
  }

  private String load() {
    OptionalDouble one = of.plain("system_load1");
    OptionalDouble five = of.plain("system_load5");
    OptionalDouble fifteen = of.plain("system_load15");
    if (one.isEmpty() || five.isEmpty() || fifteen.isEmpty()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%.2f  %.2f  %.2f   (1, 5, 15 minutes)",
        one.getAsDouble(),
        five.getAsDouble(),
        fifteen.getAsDouble());
  }

  private String uptime() {
    OptionalDouble seconds = of.plain("system_uptime_seconds");
    return seconds.isEmpty() ? "" : Words.of(Duration.ofSeconds((long) seconds.getAsDouble()));
  }

  private String usedOf(String used, String total) {
    OptionalDouble part = of.plain(used);
    OptionalDouble whole = of.plain(total);
    if (whole.isEmpty()) {
      return "";
    }
    if (whole.getAsDouble() == 0) {
      return "none";
    }
    return bytes(part) + " of " + bytes(whole) + " used";
  }

  private String suffix(String name, String words) {
    OptionalDouble value = of.plain(name);
    return value.isEmpty() ? "" : ", " + bytes(value) + words;
  }

  private String percent(String name) {
    return percentage(of.plain(name));
  }

  private OptionalDouble sum(Series like, String... names) {
    double sum = 0;
    for (String name : new TreeSet<>(List.of(names))) {
      sum += of.value(name, like).orElse(0);
    }
    return OptionalDouble.of(sum);
  }

  private static String label(Series of, String name) {
    @Nullable String value = of.labels().value(name);
    return value == null ? "" : value;
  }

  private static String amount(OptionalDouble value, String unit) {
    return value.isEmpty() ? "" : "of " + Words.number(value.getAsDouble()) + " " + unit;
  }

  private static String shown(OptionalDouble value, String unit) {
    return value.isEmpty() ? "" : Words.number(value.getAsDouble()) + unit;
  }

  private static String percentage(OptionalDouble value) {
    return value.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f %%", value.getAsDouble());
  }

  private static String bytes(OptionalDouble value) {
    return value.isEmpty() ? "" : Words.bytes(value.getAsDouble());
  }

  private static String count(OptionalDouble value) {
    return value.isEmpty() ? "" : Words.count(value.getAsDouble());
  }
}
