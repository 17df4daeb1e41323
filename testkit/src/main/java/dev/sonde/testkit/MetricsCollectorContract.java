package dev.sonde.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.ContainerMetricsCollector;
import dev.sonde.api.framework.MetricType;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.api.framework.MetricsCollector;
import dev.sonde.api.framework.MetricsCollectorFactory;
import dev.sonde.api.framework.SystemMetricsCollector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every collector of the framework keeps to. Extend it, say which factory, and add the tests
/// of your own. Where it should have something to measure that must be there first, make that in
/// the constructor.
public abstract class MetricsCollectorContract {
  private static final int READINGS = 3;

  private MetricsCollector collector = (SystemMetricsCollector) List::of;

  /// The factory under test.
  protected abstract MetricsCollectorFactory factory();

  /// The configuration it is tried with.
  protected CollectorConfig config() {
    return CollectorConfig.named("contract");
  }

  /// Containers that a collector of containers has something to say of; two at least.
  protected List<Container> containers() {
    return List.of(
        new Container("0123456789ab", "web", "nginx:latest", "docker"),
        new Container("ba9876543210", "db", "postgres:18", "podman"));
  }

  @BeforeEach
  void create() {
    collector = factory().create(config());
  }

  @AfterEach
  void close() {
    collector.close();
  }

  @Test
  void metricTypes_sayWhatItMeasures() {
    assertThat(collector.metricTypes()).isNotEmpty().doesNotContainNull();
    assertThat(collector.metricTypes().stream().map(MetricType::name))
        .allMatch(each -> each.matches("[a-z][a-z0-9_]*"));
  }

  @Test
  void collect_measuresSomething() throws Exception {
    assertThat(readings()).isNotEmpty();
  }

  @Test
  void collect_givesEachSeriesOnce_whateverTheContainer() throws Exception {
    assertThat(readings().stream().map(MetricsCollectorContract::series)).doesNotHaveDuplicates();
  }

  @Test
  void values_areNumbersThatCanBe() throws Exception {
    for (MetricValue each : readings()) {
      assertThat(each.value()).as(series(each)).isFinite();
      assertThat(each.toPrometheusFormat()).doesNotContain("\n");
    }
  }

  @Test
  void names_areAsPagesNeedThem() throws Exception {
    Set<Family> families = readings().stream().map(MetricValue::family).collect(Collectors.toSet());
    for (Family each : families) {
      assertThat(each.name()).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
      assertThat(each.help()).as(each.name()).doesNotContain("\n");
      assertThat(each.name().endsWith("_total"))
          .as(each.name() + " ends in _total just when it is a counter")
          .isEqualTo(each.kind() == Kind.COUNTER);
    }
    assertThat(families.stream().map(Family::name)).doesNotHaveDuplicates();
  }

  @Test
  void counters_neverFallBelowZeroOrBack() throws Exception {
    collector.initialize();
    Map<String, Double> before = new HashMap<>();
    for (int reading = 0; reading < READINGS; reading++) {
      for (MetricValue each : reading(collector)) {
        if (each.kind() == Kind.COUNTER) {
          double least = before.getOrDefault(series(each), 0.0);
          assertThat(each.value()).as(series(each)).isGreaterThanOrEqualTo(least);
          before.put(series(each), each.value());
        }
      }
    }
  }

  @Test
  void collect_worksAgainAfterAnInterrupt() throws Exception {
    List<String> series = readings().stream().map(MetricsCollectorContract::series).toList();
    Thread interrupted =
        Thread.ofVirtual()
            .start(() -> {
              Thread.currentThread().interrupt();
              try {
                reading(collector);
              } catch (Exception _) {
                // it may give up, if only it goes on afterwards
              }
            });
    interrupted.join();
    assertThat(reading(collector).stream().map(MetricsCollectorContract::series))
        .containsAll(series);
  }

  @Test
  void factory_makesCollectorsThatHaveNothingInCommon() throws Exception {
    MetricsCollector other = factory().create(config());
    try {
      other.initialize();
    } finally {
      other.close();
    }
    assertThat(readings()).isNotEmpty();
  }

  @Test
  void close_beforeItWasReady_doesNotThrow() {
    MetricsCollector unused = factory().create(config());
    assertThatCode(unused::close).doesNotThrowAnyException();
  }

  /// As many as it takes for what compares two readings, the last one.
  private List<MetricValue> readings() throws Exception {
    collector.initialize();
    List<MetricValue> last = List.of();
    for (int reading = 0; reading < READINGS; reading++) {
      last = reading(collector);
    }
    return last;
  }

  private List<MetricValue> reading(MetricsCollector of) throws Exception {
    return switch (of) {
      case SystemMetricsCollector system -> system.collect();
      case ContainerMetricsCollector each -> {
        var values = new ArrayList<MetricValue>();
        for (Container container : containers()) {
          values.addAll(each.collect(container));
        }
        yield values;
      }
    };
  }

  private static String series(MetricValue of) {
    return of.name() + of.labels();
  }
}
