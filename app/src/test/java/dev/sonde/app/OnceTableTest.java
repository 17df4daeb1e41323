package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Collector;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.engine.Engine;
import dev.sonde.engine.LiveOnly;
import dev.sonde.engine.Plan;
import dev.sonde.engine.Plan.CollectorPlan;
import dev.sonde.engine.RunSettings;
import dev.sonde.engine.SeriesLimits;
import dev.sonde.engine.Snapshot;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OnceTableTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");

  @Test
  void containers_haveALineEach() throws Exception {
    var web = Labels.of("container_name", "web", "image", "shop/web:1.4");
    var gone = Labels.of("container_name", "migrate", "image", "shop/app:1.4");
    String text =
        text(out -> {
          gauge(out, "container_status", web, 1);
          gauge(out, "container_cpu_usage_percent", web, 30.04);
          gauge(out, "container_memory_working_set_bytes", web, 44 << 20);
          gauge(out, "container_memory_limit_bytes", web, 256 << 20);
          gauge(out, "container_pids", web, 3);
          gauge(out, "container_status", gone, 5);
        });
    assertThat(text)
        .isEqualTo(
            """

            CONTAINER  IMAGE         STATE       CPU    MEMORY         OF  PROCESSES
            migrate    shop/app:1.4  exited
            web        shop/web:1.4  running  30.0 %  44.0 MiB  256.0 MiB          3

            6 series in all: sonde once --format prometheus
            """);
  }

  @Test
  void gpus_showWhatTheyOffer() throws Exception {
    var first = Labels.of("gpu", "0", "name", "NVIDIA H200");
    var lost = Labels.of("gpu", "1", "name", "NVIDIA H200");
    String text =
        text(out -> {
          gauge(out, "system_gpu_up", first, 1);
          gauge(out, "system_gpu_utilization_percent", first, 97);
          gauge(out, "system_gpu_memory_used_bytes", first, 3L << 30);
          gauge(out, "system_gpu_memory_total_bytes", first, 139L << 30);
          gauge(out, "system_gpu_temperature_celsius", first, 61);
          gauge(out, "system_gpu_power_usage_milliwatts", first, 412_500);
          gauge(out, "system_gpu_up", lost, 0);
        });
    assertThat(text)
        .isEqualTo(
            """

            GPU  NAME            USE   MEMORY         OF   HEAT    POWER
            0    NVIDIA H200  97.0 %  3.0 GiB  139.0 GiB  61 °C  412.5 W
            1    NVIDIA H200

            7 series in all: sonde once --format prometheus
            """);
  }

  private static void gauge(Recorder out, String name, Labels labels, double value) {
    out.record(Family.gauge(name, "", "A test's."), labels, value);
  }

  private String text(Collector collector) throws InterruptedException {
    var engine = new Engine(time, new LiveOnly());
    var run = new RunSettings(MINUTE, MINUTE);
    var limits = new SeriesLimits(1_000, 10, 100);
    var plan = new CollectorPlan("test", "", run, true, () -> collector);
    engine.apply(new Plan(List.of(plan), List.of(), List.of(), limits));
    engine.collectOnce();
    Snapshot snapshot = engine.live().snapshot();
    engine.close(MINUTE);
    return new OnceTable(snapshot, snapshot).text();
  }
}
