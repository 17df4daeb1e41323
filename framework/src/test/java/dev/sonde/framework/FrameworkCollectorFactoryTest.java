package dev.sonde.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Blocking;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Surroundings;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.api.framework.SystemMetricsCollector;
import dev.sonde.testkit.CollectorContract;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.RecordingRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A collector of the framework in the agent keeps to what every collector of the agent does.
@Timeout(600)
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
    return new Surroundings(Map.of(), new Awaited());
  }

  /// A thread for each call, as the agent has it. One that is given up has ended all the same
  /// before the next: no reading begins beside another.
  private static final class Awaited implements Blocking {
    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      var future = new FutureTask<>(task);
      try (var thread = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
        thread.execute(future);
        return future.get();
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof Exception cause) {
          throw cause;
        }
        throw failed;
      }
    }
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
