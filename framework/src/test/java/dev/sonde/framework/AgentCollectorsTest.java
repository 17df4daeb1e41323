package dev.sonde.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Settings;
import dev.sonde.api.Slot;
import dev.sonde.api.Surroundings;
import dev.sonde.api.framework.MetricValue;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Collectors of the agent in a registry.
@Timeout(600)
class AgentCollectorsTest {
  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void collect_givesWhatItRecords_fromItsParameters() throws Exception {
    var config =
        Bench.once("steps")
            .withParameters(Map.of("stride", "3"))
            .withLabels(Labels.of("env", "prod"));
    var collector = bench.registry.register(config, new Steps());
    assertThat(Bench.lines(collector.collectWithErrorHandling()))
        .containsExactly("steps_total{env=\"prod\"} 3 1767225600000");
    bench.time.pass(Duration.ofSeconds(1));
    assertThat(bench.registry.collectAll("anything"))
        .singleElement()
        .extracting(MetricValue::value)
        .isEqualTo(6.0);
    assertThat(bench.registry.prometheusPage())
        .isEqualTo(
            """
            # HELP steps_total Steps taken.
            # TYPE steps_total counter
            steps_total{env="prod"} 6
            """);
    assertThat(collector.status().absent()).containsEntry("height", "there is no altimeter");
  }

  @Test
  void register_wrongParameters_areToldAllAtOnce() {
    var config = Bench.once("steps").withParameters(Map.of("stride", "many", "strid", "1"));
    assertThatThrownBy(() -> bench.registry.register(config, new Steps()))
        .hasMessageStartingWith("steps: flag parameters: ")
        .hasMessageContaining("strid is not a key here; did you mean stride?")
        .hasMessageContaining("\"many\"");
    assertThat(bench.registry.all()).isEmpty();
  }

  private static final class Steps implements CollectorFactory<Long> {
    private static final Family STEPS = Family.counter("steps_total", "", "Steps taken.");

    @Override
    public String name() {
      return "steps";
    }

    @Override
    public String help() {
      return "Steps.";
    }

    @Override
    public boolean onByDefault() {
      return false;
    }

    @Override
    public Long read(Settings settings) {
      return settings.integer("stride", 1, 1, 100, "How long a step is.");
    }

    @Override
    public Collector create(Long stride, Surroundings surroundings) {
      return new Collector() {
        private @Nullable Slot slot;
        private long steps;

        @Override
        public void collect(Recorder out) {
          Slot known = slot == null ? out.slot(STEPS, Labels.NONE) : slot;
          slot = known;
          steps += stride;
          out.record(known, steps);
          out.absent("height", "there is no altimeter");
        }
      };
    }
  }
}
