package dev.sonde.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.MetricType;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.collectors.container.ContainerFamilies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class BuiltInTypesTest {
  private Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void defaults_areThoseOfTheDocument() {
    var all = bench.registry.types().createDefaultCollectors();
    assertThat(all.keySet()).containsExactly("cpu", "memory", "network", "disk", "lifecycle");
    for (var each : List.of("cpu", "memory", "lifecycle")) {
      assertThat(all.get(each).config())
          .isEqualTo(
              CollectorConfig.named(each)
                  .withTimes(Duration.ofSeconds(30), Duration.ofSeconds(10))
                  .withRetries(3, Duration.ofSeconds(5)));
    }
    for (var each : List.of("network", "disk")) {
      assertThat(all.get(each).config())
          .isEqualTo(
              CollectorConfig.named(each).withTimes(Duration.ofMinutes(1), Duration.ofSeconds(15)));
    }
    assertThat(bench.registry.types().names())
        .containsExactly("container_lifecycle", "cpu", "disk", "lifecycle", "memory", "network");
  }

  @Test
  void environment_isStrongerThanDefaults() {
    replace(
        Map.of(
            "METRICS_COLLECTION_INTERVAL", "7",
            "METRICS_TIMEOUT", "1500ms",
            "METRICS_RETRY_ATTEMPTS", "1"));
    assertThat(bench.registry.types().createDefaultCollectors().values())
        .allSatisfy(each -> {
          assertThat(each.config().interval()).hasSeconds(7);
          assertThat(each.config().timeout()).hasMillis(1500);
          assertThat(each.config().retryAttempts()).isOne();
        });
    var built = bench.registry.createCollectorBuilder().name("mine").build("disk").orElseThrow();
    assertThat(built.config().interval()).hasSeconds(7);
  }

  @Test
  void environment_thatCannotBeRead_isRefusedByName() {
    assertThatThrownBy(() -> new Bench(Map.of("METRICS_TIMEOUT", "soon"), List.of()))
        .hasMessage("environment METRICS_TIMEOUT: \"soon\" is not a number of seconds, such as 30");
    assertThatThrownBy(() -> new Bench(Map.of("METRICS_RETRY_ATTEMPTS", "few"), List.of()))
        .hasMessage("environment METRICS_RETRY_ATTEMPTS: \"few\" is not a whole number, such as 3");
  }

  /// All values, each in one type, from the same reading.
  @Test
  void collectAll_everyValueOfOneReading_eachOnce() throws Exception {
    registerDefaults();
    bench.registry.collectAll("web");
    bench.time.pass(Duration.ofSeconds(1));
    List<MetricValue> values = bench.registry.collectAll("web");
    assertThat(values).extracting(MetricValue::value).containsOnly(3.0);
    assertThat(bench.singles).hasValue(3);
    assertThat(bench.readings).as("nobody else's").hasValue(0);
    assertThat(values).extracting(each -> each.name() + each.labels()).doesNotHaveDuplicates();
    var names = new TreeSet<String>();
    values.forEach(each -> names.add(each.name()));
    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(
            ContainerFamilies.all().stream().map(each -> each.name()).toList());
    assertThat(values)
        .allSatisfy(each -> assertThat(each.labels().value("container_id")).isEqualTo(Bench.WEB));
    assertThat(values)
        .filteredOn(each -> each.name().equals("container_cpu_usage_percent"))
        .singleElement()
        .extracting(MetricValue::unit)
        .isEqualTo("percent");
  }

  @Test
  void collectAll_withinASecond_sharesTheReading() throws Exception {
    registerDefaults();
    bench.registry.collectAll("web");
    bench.registry.collectAll("web");
    bench.registry.collectAll(List.of(Bench.WEB));
    assertThat(bench.singles).hasValue(2);
    bench.time.pass(Duration.ofSeconds(1));
    bench.registry.collectAll("web");
    assertThat(bench.singles).hasValue(3);
  }

  @Test
  void cpu_waitsForASecondReadingToCompareWith() throws Exception {
    registerDefaults();
    assertThat(bench.registry.initializeAll().values()).doesNotContain(false).hasSize(5);
    assertThat(bench.singles).hasValue(0);
    var cpu = bench.registry.collectWithErrorHandling("cpu", "web");
    assertThat(cpu).extracting(MetricValue::name).contains("container_cpu_usage_percent");
    assertThat(bench.pauses).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void parts_areByType() throws Exception {
    registerDefaults();
    assertThat(bench.registry.collectWithErrorHandling("memory", "web"))
        .extracting(MetricValue::name)
        .allMatch(name ->
            name.startsWith("container_memory")
                || name.startsWith("container_oom_kills")
                || name.startsWith("container_pressure"));
    assertThat(bench.registry.collectWithErrorHandling("lifecycle", "web"))
        .extracting(MetricValue::name)
        .contains("container_status", "container_pids", "container_oom_killed")
        .noneMatch(name -> name.startsWith("container_cpu"));
    assertThat(
            bench.registry.types().createDefaultCollectors().get("disk").collector().metricTypes())
        .containsExactly(MetricType.DISK);
  }

  @Test
  void builder_makesWhatItWasTold() throws Exception {
    var built =
        bench
            .registry
            .createCollectorBuilder()
            .name("mine")
            .enabled(true)
            .interval(Duration.ofSeconds(5))
            .timeout(Duration.ofSeconds(2))
            .retryAttempts(1)
            .retryDelay(Duration.ofMillis(300))
            .customLabels(Map.of("environment", "production", "image", "mine"))
            .parameters(Map.of("a", "b"))
            .build("lifecycle")
            .orElseThrow();
    assertThat(built.config().parameters()).containsEntry("a", "b");
    assertThat(built.config().retryDelay()).hasMillis(300);
    var values = bench.registry.register(built).collectWithErrorHandling("db");
    assertThat(values)
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.labels().value("environment")).isEqualTo("production");
          assertThat(each.labels().value("image")).isEqualTo("mine");
        });
  }

  @Test
  void builder_withoutAName_saysSo_andUnknownTypesAreEmpty() {
    var builder = bench.registry.createCollectorBuilder();
    assertThatThrownBy(() -> builder.build("cpu")).hasMessage("Collector name is required");
    assertThat(builder.name("x").build("gpu")).isEmpty();
  }

  private void registerDefaults() throws InterruptedException {
    for (var each : bench.registry.types().createDefaultCollectors().values()) {
      bench.registry.register(each);
    }
  }

  private void replace(Map<String, String> environment) {
    bench.close();
    bench = new Bench(environment, List.of());
  }
}
