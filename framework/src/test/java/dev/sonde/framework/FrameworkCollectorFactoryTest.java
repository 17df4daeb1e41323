package dev.sonde.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Surroundings;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.api.framework.SystemMetricsCollector;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.testkit.CollectorContract;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.RecordingRecorder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A collector of the framework in the agent keeps to what every collector of the agent does.
@Timeout(60)
class FrameworkCollectorFactoryTest extends CollectorContract<CollectorConfig> {
  private static final Family DEPTH = Family.gauge("queue_depth", "", "What waits.");

  @Override
  protected CollectorFactory<CollectorConfig> factory() {
    SystemMetricsCollector queue =
        () -> List.of(new MetricValue(DEPTH, 3, Labels.NONE, Optional.empty()));
    return new FrameworkCollectorFactory("queue", "What waits in a queue.", _ -> queue);
  }

  @Override
  protected Surroundings surroundings() {
    return new Surroundings(Map.of(), new BlockingCalls());
  }

  @Test
  void read_takesRetriesLabelsAndParameters() throws Exception {
    var settings =
        new MapSettings(
            Map.of(
                "retry_attempts",
                2,
                "retry_delay",
                "3s",
                "custom_labels",
                Map.of("env", "prod"),
                "parameters",
                Map.of("queue", "mail")));
    CollectorConfig config = factory().read(settings);
    assertThat(config.retryAttempts()).isEqualTo(2);
    assertThat(config.retryDelay()).hasSeconds(3);
    assertThat(config.parameters()).containsEntry("queue", "mail");
    var recorder = new RecordingRecorder();
    try (var collector = factory().create(config, surroundings())) {
      collector.collect(recorder.open(0));
    }
    assertThat(recorder.page()).isEqualTo("queue_depth{env=\"prod\"} 3\n");
  }
}
