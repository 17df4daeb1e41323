package dev.sonde.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every processor keeps to. Extend it, say which processor, and add the tests of your own.
public abstract class ProcessorContract {
  private record Asked(String name, Labels labels) {}

  private static final List<Asked> SERIES =
      List.of(
          new Asked("up", Labels.NONE),
          new Asked("http_requests_total", Labels.of("method", "GET", "code", "200")),
          new Asked("name.with.dots", Labels.of("ключ", "значение")),
          new Asked("odd", Labels.of("quote", "\"", "newline", "\n", "backslash", "\\")),
          new Asked("long", Labels.of("value", "x".repeat(10_000))));

  /// The processor under test.
  protected abstract Processor processor();

  @Test
  void decide_dependsOnTheSeriesAlone() {
    for (Asked each : SERIES) {
      assertThat(processor().decide(each.name(), each.labels()))
          .isEqualTo(processor().decide(each.name(), each.labels()));
    }
  }

  @Test
  void decide_namesAReasonForWhatItDrops() {
    for (Asked each : SERIES) {
      if (processor().decide(each.name(), each.labels()) instanceof Verdict.Drop(var reason)) {
        assertThat(reason).matches("[a-z][a-z0-9_]*");
      }
    }
  }

  @Test
  void decide_givesWhatBecomesOfItAName() {
    for (Asked each : SERIES) {
      if (processor().decide(each.name(), each.labels()) instanceof Verdict.Becomes(var name, _)) {
        assertThat(name).isNotEmpty();
      }
    }
  }
}
