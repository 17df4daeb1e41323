package dev.sonde.collectors.oshi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.sonde.api.Blocking;
import dev.sonde.api.Collector;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Surroundings;
import dev.sonde.collectors.host.HostCollectorFactory;
import dev.sonde.collectors.host.HostConfig;
import dev.sonde.collectors.host.HostFamilies;
import dev.sonde.testkit.RecordingRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import oshi.spi.SystemInfoProvider;

class OshiHostCollectorTest {
  private static final String AVAILABLE = "system_memory_available_bytes";
  private static final Blocking DIRECT =
      new Blocking() {
        @Override
        public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
          return task.call();
        }
      };

  private final RecordingRecorder out = new RecordingRecorder().open(0);

  static List<SystemInfoProvider> systems() {
    return List.of(new oshi.SystemInfo(), new oshi.nativefree.SystemInfo());
  }

  @ParameterizedTest
  @MethodSource("systems")
  @EnabledOnOs(OS.LINUX)
  void collect_linux_agreesWithTheLinuxCollector(SystemInfoProvider system) throws Exception {
    Map<String, Double> before;
    Map<String, Double> oshi;
    Map<String, Double> linux;
    do {
      before = linux();
      oshi = twice(new OshiHostCollector(HostConfig.DEFAULT, () -> system, DIRECT, Duration.ZERO));
      assertThat(HostFamilies.all()).containsAll(out.families().values());
      linux = linux();
    } while (Math.abs(linux.get(AVAILABLE) - before.get(AVAILABLE)) > linux.get(AVAILABLE) / 20);
    for (String exact :
        List.of(
            "system_cpu_count",
            "system_memory_total_bytes",
            "system_swap_total_bytes",
            "system_boot_time_seconds",
            "system_file_descriptors_max")) {
      assertThat(oshi.get(exact)).as(exact).isEqualTo(linux.get(exact));
    }
    assertThat(oshi.get(AVAILABLE)).isCloseTo(linux.get(AVAILABLE), withinPercentage(20));
    assertThat(oshi.get("system_uptime_seconds"))
        .isCloseTo(linux.get("system_uptime_seconds"), within(60.0));
    for (var each : oshi.entrySet()) {
      counterIsNotAhead(each.getKey(), each.getValue(), linux);
    }
    assertThat(oshi.keySet()).anyMatch(series -> series.startsWith("system_disk_usage_percent"));
    assertThat(oshi.keySet()).anyMatch(series -> series.startsWith("system_disk_read_bytes_total"));
    assertThat(linux.keySet())
        .containsAll(oshi.keySet().stream().filter(OshiHostCollectorTest::shared).toList());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void collect_everyPercent_isWithinBounds() throws Exception {
    twice(new OshiHostCollector(HostConfig.DEFAULT, oshi.SystemInfo::new, DIRECT, Duration.ZERO))
        .forEach((series, value) -> {
          if (out.families().get(series).unit().equals("percent")) {
            assertThat(value).as(series).isBetween(0.0, 100.0);
          }
        });
  }

  @Test
  void collect_callThatHangs_isNotJoinedByAnother() throws Exception {
    var pending = new FutureTask<>(() -> new oshi.SystemInfo());
    var calls = new GivingUp();
    try (var collector =
        new OshiHostCollector(HostConfig.DEFAULT, () -> answer(pending), calls, Duration.ZERO)) {
      assertThatThrownBy(() -> collector.collect(out)).isInstanceOf(TimeoutException.class);
      calls.waits = true;
      assertThatThrownBy(() -> collector.collect(out))
          .hasRootCauseInstanceOf(IOException.class)
          .hasStackTraceContaining("has not come back");
      pending.run();
      calls.first.join();
      collector.collect(out);
      assertThat(out.samples()).isNotEmpty();
    }
  }

  @Test
  void create_factory_hasTheKeysOfTheLinuxOne() {
    var factory = new OshiHostCollectorFactory();
    assertThat(factory.name()).isEqualTo("host");
    assertThat(factory.onByDefault()).isTrue();
    try (Collector collector =
        factory.create(HostConfig.DEFAULT, new Surroundings(Map.of(), DIRECT))) {
      assertThat(collector.comparesReadings()).isTrue();
    }
  }

  private static SystemInfoProvider answer(FutureTask<oshi.SystemInfo> pending) {
    try {
      return pending.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// OSHI was asked first, so its counters are behind or equal.
  private void counterIsNotAhead(String series, double value, Map<String, Double> linux) {
    Family family = out.families().get(series);
    Double later = linux.get(series);
    if (family != null && family.kind() == Kind.COUNTER && later != null) {
      assertThat(value).as(series).isLessThanOrEqualTo(later + 1);
    }
  }

  /// Their labels do not depend on who asks.
  private static boolean shared(String series) {
    return !series.startsWith("system_disk_") && !series.startsWith("system_temperature");
  }

  private Map<String, Double> linux() throws Exception {
    var surroundings = new Surroundings(Map.of(), DIRECT);
    return twice(new HostCollectorFactory().create(HostConfig.DEFAULT, surroundings));
  }

  private Map<String, Double> twice(Collector collector) throws Exception {
    try (collector) {
      out.open(0);
      collector.collect(out);
      awaitTimes();
      out.open(0);
      collector.collect(out);
    }
    return out.samples();
  }

  /// Lets the kernel count some time of each CPU, so that a percentage can be told of all of them.
  private static void awaitTimes() throws IOException {
    List<String> before = times();
    while (times().stream().anyMatch(before::contains)) {
      Thread.onSpinWait();
    }
  }

  private static List<String> times() throws IOException {
    return Files.readAllLines(Path.of("/proc/stat")).stream()
        .filter(line -> line.startsWith("cpu"))
        .toList();
  }

  /// Gives up the first call at once; later ones are waited for.
  private static final class GivingUp implements Blocking {
    private Thread first = Thread.currentThread();
    private boolean waits;

    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      var future = new FutureTask<>(task);
      Thread thread = Thread.ofPlatform().start(future);
      if (waits) {
        return future.get();
      }
      first = thread;
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      throw new TimeoutException(what);
    }
  }
}
