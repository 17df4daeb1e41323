package dev.sonde.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.framework.ContainerMetricsCollector;
import dev.sonde.api.framework.MetricValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ScheduledTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void start_runsEverythingOverAllContainers() throws Exception {
    ContainerMetricsCollector named =
        container ->
            List.of(new MetricValue("seen", 1, Labels.of("container_name", container.name())));
    bench.registry.register(Bench.once("early"), named);
    bench.registry.start();
    awaitPage("seen{container_name=\"db\"} 1\nseen{container_name=\"web\"} 1\n");
    bench.registry.register(Bench.once("late").withLabels(Labels.of("by", "late")), named);
    awaitPage("seen{by=\"late\",container_name=\"db\"} 1\n");
    bench.registry.unregister("late");
    assertThat(bench.registry.prometheusPage()).doesNotContain("late");
    bench.registry.collectAll("db");
    assertThat(bench.registry.prometheusPage()).contains("web");
  }

  @Test
  void start_builtIns_showTheAgentsPage() throws Exception {
    for (var each : bench.registry.types().createDefaultCollectors().values()) {
      bench.registry.register(each);
    }
    bench.registry.start();
    awaitPage("container_cpu_usage_percent{container_id=\"bbbb2222\"");
    awaitPage("container_status{container_id=\"aaaa1111\"");
  }

  @Test
  void collectAll_ofOne_leavesTheEndOfAnotherToTheNextRun() throws Exception {
    var all = bench.registry.types().createDefaultCollectors();
    bench.registry.register(all.get("memory"));
    bench.registry.register(all.get("lifecycle"));
    bench.ended.add("cccc3333");
    assertThat(bench.registry.collectAll("web")).isNotEmpty();
    assertThat(bench.registry.collectAll(List.of("web", "db"))).hasSize(2);
    assertThat(bench.ended).hasSize(1);
    bench.time.pass(Duration.ofSeconds(1));
    bench.registry.start();
    awaitPage("container_exit_code{container_id=\"cccc3333\"");
  }

  private void awaitPage(String part) {
    while (!bench.registry.prometheusPage().contains(part)) {
      Thread.onSpinWait();
    }
  }
}
