package dev.sonde.collectors.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Recorded;
import dev.sonde.testkit.RecordingRecorder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every way in which NVIDIA's library can fail: no wrong value ever, and all is well again by
/// itself.
class NvmlFailureTest {
  private static final String UP = "system_gpu_up{gpu=\"0\",name=\"NVIDIA Stub GPU 0\"}";
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /// What each function is there for.
  private static final Map<String, String> FAMILIES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "nvmlDeviceGetUtilizationRates", "(?:memory_)?utilization_percent|stalled_.*"),
              Map.entry("nvmlDeviceGetMemoryInfo", "memory_(?:total|used|free)_bytes"),
              Map.entry("nvmlDeviceGetMemoryInfo_v2", "memory_reserved_bytes"),
              Map.entry("nvmlDeviceGetTemperature", "temperature_celsius"),
              Map.entry("nvmlDeviceGetPowerUsage", "power_usage_milliwatts"),
              Map.entry("nvmlDeviceGetEnforcedPowerLimit", "power_limit_milliwatts"),
              Map.entry("nvmlDeviceGetTotalEnergyConsumption", "energy_joules_total"),
              Map.entry("nvmlDeviceGetFanSpeed", "fan_speed_percent"),
              Map.entry("nvmlDeviceGetClockInfo", "clock_.*"),
              Map.entry("nvmlDeviceGetEncoderUtilization", "encoder_utilization_percent"),
              Map.entry("nvmlDeviceGetDecoderUtilization", "decoder_utilization_percent"),
              Map.entry("nvmlDeviceGetPcieThroughput", "pcie_.*_bytes_per_second"),
              Map.entry("nvmlDeviceGetCurrPcieLinkGeneration", "pcie_link_generation"),
              Map.entry("nvmlDeviceGetCurrPcieLinkWidth", "pcie_link_width"),
              Map.entry("nvmlDeviceGetPerformanceState", "performance_state"),
              Map.entry("nvmlDeviceGetCurrentClocksThrottleReasons", "throttled"),
              Map.entry("nvmlDeviceGetTotalEccErrors", "ecc_errors_total")));

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final RecordingRecorder out = new RecordingRecorder();
  @TempDir Path root;
  private Stub stub;
  private GpuCollector collector;

  @BeforeEach
  void create() throws Exception {
    stub = Stub.built().with("NVML_STUB_QUIET", 1);
    Machines.nvidia(stub, root);
    collector =
        new GpuCollector(
            () -> Sources.of(GpuConfig.DEFAULT, Machines.places(root), time),
            new DirectCalls(),
            Duration.ofSeconds(1),
            time);
  }

  @AfterEach
  void setBack() {
    stub.close();
    collector.close();
  }

  static Stream<Arguments> oneNumberRefused() {
    return FAMILIES.keySet().stream()
        .flatMap(function ->
            Stream.of(2, 3, 4, 6, 7, 10, 13, 17, 999).map(code -> Arguments.of(function, code)));
  }

  @ParameterizedTest
  @MethodSource
  void oneNumberRefused(String function, int code) throws Exception {
    SortedMap<String, Double> whole = collect();
    stub.fails(function, code);
    pass();
    SortedMap<String, Double> without = collect();
    whole
        .keySet()
        .removeIf(series -> series.matches("system_gpu_(?:" + FAMILIES.get(function) + ")\\{.*"));
    assertThat(without).isEqualTo(whole);
    assertThat(out.absent().isEmpty()).isEqualTo(NvmlCode.isUnsupported(code));
    stub.works();
    for (int run = 0; run < 60; run++) {
      pass();
      collect();
    }
    assertThat(collect().size()).isGreaterThan(without.size());
  }

  static Stream<Arguments> everythingGivesUp() {
    return FAMILIES.keySet().stream()
        .flatMap(function -> Stream.of(1, 9, 15, 16, 18).map(code -> Arguments.of(function, code)));
  }

  @ParameterizedTest
  @MethodSource
  void everythingGivesUp(String function, int code) throws Exception {
    stub.with("NVML_STUB_DEVICES", 1);
    SortedMap<String, Double> whole = collect();
    stub.fails(function, code);
    pass();
    assertThatThrownBy(this::collect).isInstanceOf(IOException.class);
    assertThat(out.value(UP)).isZero();
    assertThat(out.recorded())
        .extracting(each -> each.family().name())
        .containsOnly("system_gpu_up", "system_gpu_count");
    stub.works();
    time.pass(LONGEST_PAUSE);
    assertThat(collect()).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nvmlInit_v2",
        "nvmlDeviceGetCount_v2",
        "nvmlDeviceGetHandleByIndex_v2",
        "nvmlDeviceGetUtilizationRates"
      })
  void driverGoneAndBack_isNoticedByItself(String function) throws Exception {
    stub.with("NVML_STUB_DEVICES", 1);
    SortedMap<String, Double> whole = collect();
    stub.with("NVML_STUB_LOST", 0).fails(function, 9);
    if (function.equals("nvmlInit_v2")) {
      stub.with("NVML_STUB_INIT", 9);
    }
    for (int run = 0; run < 3; run++) {
      time.pass(LONGEST_PAUSE);
      assertThatThrownBy(this::collect).isInstanceOf(IOException.class);
      assertThat(out.value(UP)).isZero();
    }
    stub.works().without("NVML_STUB_INIT").without("NVML_STUB_LOST");
    time.pass(LONGEST_PAUSE);
    assertThat(collect()).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ones", "silent", "much"})
  void answersThatCannotBeTrue_neverLeave(String how) throws Exception {
    stub.with("NVML_STUB_WRONG", how);
    collect();
    assertThat(out.recorded())
        .extracting(each -> each.family().name())
        .containsOnly("system_gpu_up", "system_gpu_info", "system_gpu_count");
    assertThat(out.absent()).hasSizeGreaterThan(30);
  }

  @Test
  void oneGpuLost_othersGoOnAndItComesBack() throws Exception {
    stub.with("NVML_STUB_DEVICES", 3);
    SortedMap<String, Double> whole = collect();
    stub.with("NVML_STUB_LOST", 1);
    for (int run = 0; run < 20; run++) {
      pass();
      SortedMap<String, Double> others = collect();
      assertThat(others.remove("system_gpu_up{gpu=\"1\",name=\"NVIDIA Stub GPU 1\"}")).isZero();
      var expected = new TreeMap<>(whole);
      expected.keySet().removeIf(series -> series.contains("gpu=\"1\""));
      assertThat(others).isEqualTo(expected);
    }
    stub.without("NVML_STUB_LOST");
    time.pass(LONGEST_PAUSE);
    assertThat(collect()).isEqualTo(whole);
  }

  @Test
  void gpuAdded_isFoundWhenTheDriverIsLoadedAnew() throws Exception {
    collect();
    stub.with("NVML_STUB_DEVICES", 4).fails("nvmlDeviceGetTemperature", 1);
    time.pass(LONGEST_PAUSE);
    assertThatThrownBy(this::collect).isInstanceOf(IOException.class);
    stub.works();
    time.pass(LONGEST_PAUSE);
    collect();
    assertThat(out.value("system_gpu_count")).isEqualTo(4);
  }

  @Test
  void noGpuInTheDriver_isNothingAtAll() throws Exception {
    stub.with("NVML_STUB_DEVICES", 0);
    assertThat(collect()).isEmpty();
    assertThat(out.absent()).isEmpty();
  }

  @Test
  void libraryVanishes_isNoticedWhenItIsNeeded_andFoundAgain() throws Exception {
    Path library = Machines.places(root).nvml().orElseThrow();
    SortedMap<String, Double> whole = collect();
    Files.delete(library);
    pass();
    assertThat(collect()).isEqualTo(whole);
    stub.fails("nvmlDeviceGetPowerUsage", 18);
    time.pass(LONGEST_PAUSE);
    assertThatThrownBy(this::collect).hasMessageContaining("can't be loaded");
    assertThat(out.value(UP)).isZero();
    stub.works();
    Files.copy(stub.library(), library);
    time.pass(LONGEST_PAUSE);
    assertThat(collect()).isEqualTo(whole);
  }

  @Test
  void libraryThatIsNone_isNamed_andStopsNobody() throws Exception {
    Files.writeString(Machines.places(root).nvml().orElseThrow(), "not a library");
    assertThatCode(this::collect).doesNotThrowAnyException();
    assertThat(out.absent().get("nvidia GPUs")).contains("can't be loaded");
  }

  @Test
  void manyProcesses_areBounded() throws Exception {
    stub.with("NVML_STUB_PROCESSES", 500);
    collect();
    assertThat(processes()).isEqualTo(Holders.MOST);
    stub.with("NVML_STUB_PROCESSES", 5_000);
    pass();
    collect();
    assertThat(processes()).isZero();
    stub.with("NVML_STUB_PROCESSES", 3);
    pass();
    collect();
    assertThat(processes()).isEqualTo(3);
  }

  @Test
  void busyWhileItsMemoryRests_isStalledForAsLong() throws Exception {
    stub.with("NVML_STUB_BUSY", 1);
    collect();
    time.pass(Duration.ofSeconds(31));
    collect();
    assertThat(out.value("system_gpu_stalled_seconds{gpu=\"0\",name=\"NVIDIA Stub GPU 0\"}"))
        .isEqualTo(31);
    stub.without("NVML_STUB_BUSY");
    pass();
    collect();
    assertThat(out.value("system_gpu_stalled_seconds{gpu=\"0\",name=\"NVIDIA Stub GPU 0\"}"))
        .isZero();
  }

  /// Some 60 samples a reading; what is left is what one call costs.
  @Test
  void collect_againAndAgain_makesNoGarbageForEachSample() throws Exception {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var counting = new CountingRecorder();
    int runs = 200;
    long before = 0;
    for (int run = -runs; run < runs; run++) {
      before = run == 0 ? threads.getCurrentThreadAllocatedBytes() : before;
      collector.collect(counting);
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(counting.samples()).isGreaterThan(2 * runs * 60);
    assertThat(bytes / runs).isLessThan(1_000);
  }

  private long processes() {
    return out.recorded().stream()
        .map(Recorded::family)
        .filter(GpuFamilies.PROCESS_MEMORY::equals)
        .count();
  }

  private void pass() {
    time.pass(Duration.ofSeconds(5));
  }

  private SortedMap<String, Double> collect() throws Exception {
    collector.collect(out.open(time.wallMillis()));
    return out.samples();
  }
}
