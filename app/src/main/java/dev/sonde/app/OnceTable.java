package dev.sonde.app;

import dev.sonde.api.Series;
import dev.sonde.engine.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// This machine at a glance, from two readings.
final class OnceTable {
  private final Snapshot before;
  private final Snapshot now;
  private final StringBuilder out = new StringBuilder();

  OnceTable(Snapshot before, Snapshot now) {
    this.before = before;
    this.now = now;
  }

  String text() {
    summary();
    filesystems();
    disks();
    interfaces();
    sensors();
    out.append('\n').append(now.size()).append(" series in all: sonde once --format prometheus\n");
    return out.toString();
  }

  private void summary() {
    line("CPU", percent("system_cpu_usage_total_percent"), of(plain("system_cpu_count"), "cores"));
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
    for (Series each : series("system_disk_total_bytes")) {
      String mount = label(each, "mountpoint");
      table.row(
          mount,
          label(each, "fstype"),
          bytes(value(now, "system_disk_total_bytes", each)),
          bytes(value(now, "system_disk_used_bytes", each)),
          bytes(value(now, "system_disk_free_bytes", each)),
          percentage(value(now, "system_disk_usage_percent", each)));
    }
    out.append(table.text());
  }

  private void disks() {
    var table = new TextTable("DISK", "READ/s >", "WRITE/s >", "READS/s >", "WRITES/s >");
    for (Series each : series("system_disk_read_bytes_total")) {
      table.row(
          label(each, "device"),
          bytes(rate("system_disk_read_bytes_total", each)),
          bytes(rate("system_disk_write_bytes_total", each)),
          count(rate("system_disk_read_count_total", each)),
          count(rate("system_disk_write_count_total", each)));
    }
    out.append(table.text());
  }

  private void interfaces() {
    var table =
        new TextTable("INTERFACE", "IN/s >", "OUT/s >", "IN TOTAL >", "OUT TOTAL >", "ERRORS >");
    for (Series each : series("system_network_bytes_recv_total")) {
      table.row(
          label(each, "interface"),
          bytes(rate("system_network_bytes_recv_total", each)),
          bytes(rate("system_network_bytes_sent_total", each)),
          bytes(value(now, "system_network_bytes_recv_total", each)),
          bytes(value(now, "system_network_bytes_sent_total", each)),
          count(sum(each, "system_network_errors_in_total", "system_network_errors_out_total")));
    }
    out.append(table.text());
  }

  private void sensors() {
    var table = new TextTable("SENSOR", "CHIP", "VALUE >");
    for (Series each : series("system_temperature_celsius")) {
      OptionalDouble value = value(now, each.name(), each);
      table.row(label(each, "sensor"), label(each, "chip"), shown(value, " °C"));
    }
    for (Series each : series("system_fan_rpm")) {
      OptionalDouble value = value(now, each.name(), each);
      table.row(label(each, "sensor"), label(each, "chip"), shown(value, " rpm"));
    }
    out.append(table.text());
  }

  private void line(String name, String value, String detail) {
    if (!value.isEmpty() || !detail.isEmpty()) {
      String padded = name + " ".repeat(10 - name.length());
      out.append(padded).append(value);
      out.repeat(' ', Math.max(0, 10 - value.length())).append(detail).append('\n');
    }
  }

  private String load() {
    OptionalDouble one = plain("system_load1");
    OptionalDouble five = plain("system_load5");
    OptionalDouble fifteen = plain("system_load15");
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
    OptionalDouble seconds = plain("system_uptime_seconds");
    return seconds.isEmpty() ? "" : Words.of(Duration.ofSeconds((long) seconds.getAsDouble()));
  }

  private String usedOf(String used, String total) {
    OptionalDouble part = plain(used);
    OptionalDouble whole = plain(total);
    if (whole.isEmpty()) {
      return "";
    }
    if (whole.getAsDouble() == 0) {
      return "none";
    }
    return bytes(part) + " of " + bytes(whole) + " used";
  }

  private String suffix(String name, String words) {
    OptionalDouble value = plain(name);
    return value.isEmpty() ? "" : ", " + bytes(value) + words;
  }

  private String percent(String name) {
    return percentage(plain(name));
  }

  private OptionalDouble plain(String name) {
    int row = now.first(name);
    return row < now.size() ? OptionalDouble.of(now.value(row)) : OptionalDouble.empty();
  }

  private List<Series> series(String name) {
    var all = new ArrayList<Series>();
    for (int row = now.first(name); row < now.size(); row++) {
      if (!now.series(row).name().equals(name)) {
        break;
      }
      all.add(now.series(row));
    }
    return all;
  }

  private OptionalDouble rate(String name, Series like) {
    OptionalDouble from = value(before, name, like);
    OptionalDouble to = value(now, name, like);
    double seconds = (time(now, name, like) - time(before, name, like)) / 1000.0;
    if (from.isEmpty() || to.isEmpty() || seconds <= 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.max(0, to.getAsDouble() - from.getAsDouble()) / seconds);
  }

  private OptionalDouble sum(Series like, String... names) {
    double sum = 0;
    for (String name : new TreeSet<>(List.of(names))) {
      sum += value(now, name, like).orElse(0);
    }
    return OptionalDouble.of(sum);
  }

  private static OptionalDouble value(Snapshot in, String name, Series like) {
    int row = row(in, name, like);
    return row < 0 ? OptionalDouble.empty() : OptionalDouble.of(in.value(row));
  }

  private static long time(Snapshot in, String name, Series like) {
    int row = row(in, name, like);
    return row < 0 ? 0 : in.time(row);
  }

  private static int row(Snapshot in, String name, Series like) {
    for (int row = in.first(name); row < in.size(); row++) {
      Series there = in.series(row);
      if (!there.name().equals(name)) {
        return -1;
      }
      if (there.labels().equals(like.labels())) {
        return row;
      }
    }
    return -1;
  }

  private static String label(Series of, String name) {
    @Nullable String value = of.labels().value(name);
    return value == null ? "" : value;
  }

  private static String of(OptionalDouble value, String unit) {
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
