package dev.sonde.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// What is measured of containers that burn and write, beside what is known of them.
final class Loads {
  static final double LIMIT = 0.2;
  static final String BURN = "while :; do :; done";
  static final String WRITE = "while :; do echo x > /f; done";
  static final int PASSES = 5;

  private static final double BAND = 0.02;

  private Loads() {}

  /// Lets time go by that is long for a burner.
  interface Wait {
    void pass() throws Exception;
  }

  /// A CPU limit is what it may use and, where the machine has time for it, what it does use.
  static void checkBurner(Measured measured, String name, Wait wait) throws Exception {
    measured.runUntil(() -> measured.has(name, "restarts_total"));
    measured.run();
    measured.runUntil(
        () -> measured.has(name, "cpu_periods_total") && measured.has(name, "cpu_usage_percent"));
    Instant early = Instant.now();
    measured.run();
    Instant begin = Instant.now();
    double periods = measured.value(name, "cpu_periods_total").orElseThrow();
    double throttled = measured.value(name, "cpu_throttled_periods_total").orElseThrow();
    double seconds = measured.value(name, "cpu_usage_seconds_total").orElseThrow();
    wait.pass();
    Instant end = Instant.now();
    measured.run();
    double longest = seconds(early, Instant.now());
    double shortest = seconds(begin, end);
    double used = value(measured, name, "cpu_usage_seconds_total") - seconds;
    double percent = value(measured, name, "cpu_usage_percent");
    assertThat(percent).isBetween(100 * used / longest - 0.5, 100 * used / shortest + 0.5);
    // How much longer or shorter it may seem to have taken, as nobody reads two things at once.
    double unsure = longest / shortest;
    assertThat(percent).isLessThan(100 * LIMIT * (1 + BAND) * unsure);
    double held = measured.value(name, "cpu_throttled_periods_total").orElseThrow() - throttled;
    double all = measured.value(name, "cpu_periods_total").orElseThrow() - periods;
    if (held > (1 - BAND) * all) {
      assertThat(percent).isGreaterThan(100 * LIMIT * (1 - BAND) / unsure);
    }
    assertThat(measured.value(name, "cpu_limit_cores")).hasValue(LIMIT);
  }

  private static double value(Measured measured, String name, String metric) {
    return measured
        .value(name, metric)
        .orElseThrow(
            () -> new AssertionError(metric + " is missing; there is\n" + measured.page()));
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  /// What it wrote lies between what `/proc` said before and after.
  static void checkWriter(Measured measured, String name, long pid) throws Exception {
    long before = written(pid);
    measured.runUntil(() -> measured.value(name, "disk_write_bytes_total").orElse(0) > before);
    long after = written(pid);
    double said = measured.value(name, "disk_write_bytes_total").orElseThrow();
    assertThat(said).as(measured.page()).isBetween((double) before, (double) after);
  }

  private static long written(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "io")).stream()
        .filter(line -> line.startsWith("write_bytes:"))
        .mapToLong(line -> Long.parseLong(line.substring("write_bytes:".length()).strip()))
        .findFirst()
        .orElseThrow();
  }
}
