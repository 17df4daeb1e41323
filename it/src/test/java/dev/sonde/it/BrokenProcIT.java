package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of `/proc` vanish, are cut short or hold nonsense while the program reads them.
final class BrokenProcIT {
  private static final List<String> FILES =
      List.of(
          "stat",
          "meminfo",
          "diskstats",
          "loadavg",
          "uptime",
          "filesystems",
          "net/dev",
          "net/sockstat",
          "1/net/dev",
          "1/net/sockstat",
          "1/mountinfo",
          "sys/fs/file-nr");

  private static final int ROUNDS = 150;
  private static final int HUGE = 40_000_000;

  @TempDir private Path folder;
  private Path proc;
  private double memory;

  @BeforeEach
  void copy() throws IOException {
    proc = folder.resolve("proc");
    for (var name : FILES) {
      restore(name);
    }
    memory = memTotal(Path.of("/proc/meminfo"));
  }

  @Test
  void emptyFile_isNamedAndHeals() throws Exception {
    try (var sonde = start()) {
      sonde.await(sonde::page, this::isWhole);
      Files.write(proc.resolve("meminfo"), new byte[0]);
      awaitAbsent(sonde, "memory");
      assertThat(sonde.page().at("system_cpu_count")).isPositive();
      restore("meminfo");
      sonde.await(sonde::page, this::isWhole);
      sonde.await(() -> absent(sonde.health(), "memory"), words -> words.isEmpty());
    }
  }

  @Test
  void absentFile_isNamedAndFoundWhenItComes() throws Exception {
    Files.delete(proc.resolve("loadavg"));
    try (var sonde = start()) {
      var health = awaitAbsent(sonde, "load");
      assertThat(absent(health, "load")).contains(proc + "/loadavg is not there");
      restore("loadavg");
      sonde.await(sonde::page, page -> page.at("system_load1") >= 0);
    }
  }

  @Test
  void everythingBroken_failsAndHeals() throws Exception {
    try (var sonde = start()) {
      sonde.await(sonde::page, this::isWhole);
      for (var name : FILES) {
        Files.write(proc.resolve(name), new byte[0]);
      }
      awaitAbsent(sonde, "memory");
      assertThat(sonde.ask("/health").status()).isEqualTo(200);
      assertThat(sonde.page().samples()).doesNotContainKey("system_memory_total_bytes");
      for (var name : FILES) {
        restore(name);
      }
      sonde.await(sonde::page, this::isWhole);
      sonde.await(() -> sonde.health().at("status").text(), "healthy"::equals);
    }
  }

  @Test
  void hugeFile_isNotSwallowed() throws Exception {
    try (var sonde = start()) {
      sonde.await(sonde::page, this::isWhole);
      var line = "cpu0 1 2 3 4 5 6 7 8 9 10\n".getBytes(StandardCharsets.US_ASCII);
      var lines = new byte[HUGE];
      for (int i = 0; i < HUGE; i++) {
        lines[i] = line[i % line.length];
      }
      Files.write(proc.resolve("stat"), lines);
      Files.write(proc.resolve("net/dev"), new byte[HUGE]);
      Files.write(proc.resolve("1/net/dev"), lines);
      double runs = sonde.page().count("runs", "host");
      sonde.await(sonde::page, page -> page.count("runs", "host") > runs + 5);
      for (var name : FILES) {
        restore(name);
      }
      sonde.await(sonde::page, this::isWhole);
    }
  }

  @Test
  void nonsense_neverStopsItAndLeavesNothingBehind() throws Exception {
    var random = new Random(20);
    try (var sonde = start()) {
      sonde.await(sonde::page, this::isWhole);
      for (int round = 0; round < ROUNDS; round++) {
        spoil(FILES.get(random.nextInt(FILES.size())), random);
        assertThat(sonde.ask("/health").status()).isEqualTo(200);
        numbersAreNumbers(sonde.page());
      }
      for (var name : FILES) {
        restore(name);
      }
      sonde.await(sonde::page, this::isWhole);
      sonde.await(() -> sonde.health().at("status").text(), "healthy"::equals);
      assertThat(sonde.log()).doesNotContain("NullPointer", "IndexOutOf", "ArithmeticException");
    }
  }

  private static Json awaitAbsent(SondeProcess sonde, String what)
      throws IOException, InterruptedException {
    return sonde.await(sonde::health, health -> !absent(health, what).isEmpty());
  }

  private static String absent(Json health, String what) {
    var why = health.component("host").at("absent").at(what);
    return why.value() == null ? "" : why.text();
  }

  private SondeProcess start() throws IOException, InterruptedException {
    return Launch.in(folder)
        .set("interval=100ms")
        .set("timeout=1m")
        .environment("HOST_PROC", proc.toString())
        .start();
  }

  private boolean isWhole(TextPage page) {
    return page.at("system_memory_total_bytes") == memory
        && page.at("system_cpu_count") > 0
        && page.at("system_load1") >= 0
        && page.names().contains("system_network_bytes_recv_total");
  }

  private static void numbersAreNumbers(TextPage page) {
    assertThat(page.samples().entrySet())
        .noneMatch(each -> each.getKey().startsWith("system_") && each.getValue().isNaN())
        .noneMatch(each -> each.getKey().contains("percent") && each.getValue() > 100.0001)
        .noneMatch(each -> each.getKey().startsWith("system_") && each.getValue() < -1);
  }

  /// The file keeps its identity, as those of `/proc` do.
  private void restore(String name) throws IOException {
    var file = proc.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, whole(name));
  }

  /// In one read: files below `/proc/sys` end after the first.
  private static byte[] whole(String name) throws IOException {
    try (var input = Files.newInputStream(Path.of("/proc").resolve(name))) {
      return input.readNBytes(1 << 20);
    }
  }

  private void spoil(String name, Random random) throws IOException {
    var bytes = whole(name);
    var noise = new byte[random.nextInt(2_000)];
    random.nextBytes(noise);
    var spoilt =
        switch (random.nextInt(4)) {
          case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
          case 1 -> noise;
          case 2 ->
              new String(bytes, StandardCharsets.ISO_8859_1)
                  .replaceAll("\\d+", "99999999999999999999")
                  .getBytes(StandardCharsets.ISO_8859_1);
          default -> {
            for (int i = 0; i < 20 && bytes.length > 0; i++) {
              bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            yield bytes;
          }
        };
    Files.write(proc.resolve(name), spoilt);
  }

  private static double memTotal(Path file) throws IOException {
    var line = Files.readAllLines(file).getFirst();
    return Double.parseDouble(line.replaceAll("\\D+", "")) * 1024;
  }
}
