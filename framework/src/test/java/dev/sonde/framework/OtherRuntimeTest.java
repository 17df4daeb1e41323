package dev.sonde.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.ContainerRuntime;
import dev.sonde.api.framework.MetricValue;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A runtime that somebody else adds.
@Timeout(600)
class OtherRuntimeTest {
  private final Jails jails = new Jails();
  private final Bench bench = new Bench(Map.of(), List.of(jails));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void collectAll_builtInCollectors_showItsContainers() throws Exception {
    registerDefaults();
    assertThat(series(bench.registry.collectAll("jail")))
        .containsExactly(
            "container_memory_usage_bytes{container_id=\"jail1\",container_name=\"jail\","
                + "image=\"base\",runtime=\"jails\"} 4096",
            "container_status{container_id=\"jail1\",container_name=\"jail\",image=\"base\","
                + "runtime=\"jails\"} 1");
    assertThat(bench.registry.containers())
        .extracting(Container::runtime)
        .containsExactly("docker", "docker", "jails", "jails");
  }

  @Test
  void failure_ofOneContainer_orOfTheWholeRuntime_disturbsNoOther() throws Exception {
    registerDefaults();
    assertThat(bench.registry.collectAll("broken")).isEmpty();
    assertThat(bench.status("memory").absent())
        .containsEntry("container broken of jails", "IOException: no such jail");
    jails.failing = true;
    bench.time.pass(Duration.ofSeconds(2));
    assertThat(bench.registry.collectAll("web")).isNotEmpty();
    assertThatThrownBy(() -> bench.registry.collectAll("jail"))
        .hasMessage(
            "no container is called \"jail\"; known are web, db; containers of jails: IOException:"
                + " the jailer sleeps");
  }

  @Test
  void close_closesIt() {
    bench.close();
    assertThat(jails.closed).isTrue();
  }

  /// Without their times: the first reading's or the second one's.
  private static List<String> series(List<MetricValue> values) {
    return Bench.lines(values).stream().map(each -> each.replaceAll(" [0-9]{13}$", "")).toList();
  }

  private void registerDefaults() throws InterruptedException {
    for (var each : bench.registry.types().createDefaultCollectors().values()) {
      bench.registry.register(each);
    }
  }

  private static final class Jails implements ContainerRuntime {
    volatile boolean failing;
    boolean closed;

    @Override
    public String name() {
      return "jails";
    }

    @Override
    public List<Container> containers() throws IOException {
      if (failing) {
        throw new IOException("the jailer sleeps");
      }
      return List.of(
          new Container("jail1", "jail", "base", name()),
          new Container("jail2", "broken", "base", name()),
          new Container(Bench.WEB, "stolen", "base", name()));
    }

    @Override
    public List<MetricValue> measure(Container container) throws IOException {
      if (container.name().equals("broken")) {
        throw new IOException("no such jail");
      }
      var values = new ArrayList<MetricValue>();
      values.add(new MetricValue("container_memory_usage_bytes", 4096));
      values.add(new MetricValue("container_status", 1));
      return values;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
