package dev.sonde.framework;

import dev.sonde.api.Collector;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Surroundings;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.ContainerRuntime;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.collectors.container.ContainerFamilies;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A registry whose time a test has in its hands, and whose machine has the containers `web` and
/// `db`.
final class Bench implements AutoCloseable {
  static final String WEB = "aaaa1111";
  private static final String IMAGE = "nginx:latest";

  static final String DB = "bbbb2222";

  final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  final List<Duration> pauses = new CopyOnWriteArrayList<>();
  final AtomicInteger readings = new AtomicInteger();
  final AtomicInteger singles = new AtomicInteger();
  final List<String> present = new CopyOnWriteArrayList<>(List.of(WEB, DB));

  /// Ended since the last reading of all, which shows them once.
  final List<String> ended = new CopyOnWriteArrayList<>();

  final BlockingCalls blocking = new BlockingCalls(256);
  final Containers containers;
  final CollectorRegistry registry;

  Bench() {
    this(Map.of(), List.of());
  }

  Bench(Map<String, String> environment, List<ContainerRuntime> runtimes) {
    Pause pause =
        span -> {
          pauses.add(span);
          time.pass(span);
        };
    Collector own = this::measure;
    containers = new Containers(new Runtimes(own, new Singly(), runtimes), time, pause);
    registry =
        new CollectorRegistry(
            new Surroundings(environment, blocking), new Works(blocking, time, pause, containers));
  }

  /// A configuration without retries.
  static CollectorConfig once(String name) {
    return CollectorConfig.named(name).withRetries(0, Duration.ofSeconds(5));
  }

  static List<String> lines(List<MetricValue> values) {
    return values.stream().map(MetricValue::toPrometheusFormat).toList();
  }

  CollectorStatus status(String name) {
    return registry.collector(name).orElseThrow().status();
  }

  @Override
  public void close() {
    registry.close();
  }

  /// Every family of the agent's own collector, with the number of the reading; a percentage of CPU
  /// from the second one on.
  private void measure(Recorder out) {
    int reading = readings.incrementAndGet();
    present.forEach(each -> measure(each, reading, out));
    ended.forEach(each -> measure(each, reading, out));
    ended.clear();
  }

  private static void measure(String id, int reading, Recorder out) {
    Labels labels = labels(id);
    ContainerFamilies.all().stream()
        .filter(each -> reading > 1 || !each.name().equals("container_cpu_usage_percent"))
        .filter(each -> !each.name().startsWith("container_pressure"))
        .forEach(each -> out.record(each, labels, reading));
    ContainerFamilies.all().stream()
        .filter(each -> each.name().startsWith("container_pressure"))
        .forEach(each -> {
          for (String resource : List.of("cpu", "memory", "io")) {
            out.record(each, labels.with("resource", resource), reading);
          }
        });
  }

  /// The same, one by one: the values say how many there were.
  private final class Singly implements ContainerRuntime {
    @Override
    public String name() {
      return "docker";
    }

    @Override
    public List<Container> containers() {
      return present.stream()
          .map(each -> new Container(each, each.equals(WEB) ? "web" : "db", IMAGE, name()))
          .toList();
    }

    @Override
    public List<MetricValue> measure(Container container) {
      var capture = new Capture(time.wallMillis());
      Bench.measure(container.id(), singles.incrementAndGet(), capture);
      capture.close();
      return capture.values();
    }
  }

  private static Labels labels(String id) {
    return Labels.of(
        "container_id",
        id,
        "container_name",
        id.equals(WEB) ? "web" : "db",
        "image",
        IMAGE,
        "runtime",
        "docker");
  }
}
