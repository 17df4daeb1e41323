package dev.sonde.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.MetricType;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.api.framework.MetricsCollectorFactory;
import dev.sonde.testkit.MetricsCollectorContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class PartCollectorTest extends MetricsCollectorContract {
  private final Bench bench = new Bench();

  @AfterEach
  void closeBench() {
    bench.close();
  }

  @Override
  protected MetricsCollectorFactory factory() {
    return _ -> new PartCollector(MetricType.CPU, bench.containers);
  }

  @Override
  protected List<Container> containers() {
    return List.of(
        new Container(Bench.WEB, "web", "nginx:latest", "docker"),
        new Container(Bench.DB, "db", "nginx:latest", "docker"));
  }

  @Test
  void collect_readsNoOtherContainer() throws Exception {
    var cpu = new PartCollector(MetricType.CPU, bench.containers);
    assertThat(cpu.collect(containers().getFirst()))
        .extracting(MetricValue::name)
        .contains("container_cpu_usage_percent");
    assertThat(bench.readings).hasValue(0);
  }
}
