package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChainTest {
  private static final Processor RENAME = (_, labels) -> new Verdict.Becomes("b", labels);
  private static final Processor BACK = (_, labels) -> new Verdict.Becomes("a", labels);
  private static final Processor DROP_B =
      (name, _) -> name.equals("b") ? new Verdict.Drop("is_b") : Verdict.KEEP;

  @Test
  void decide_asksInOrder_aboutWhatTheOneBeforeMade() {
    assertThat(decide()).isEqualTo(Verdict.KEEP);
    assertThat(decide(RENAME)).isEqualTo(new Verdict.Becomes("b", Labels.NONE));
    assertThat(decide(RENAME, DROP_B)).isEqualTo(new Verdict.Drop("is_b"));
    assertThat(decide(DROP_B, RENAME)).isEqualTo(new Verdict.Becomes("b", Labels.NONE));
    assertThat(decide(RENAME, BACK)).isEqualTo(Verdict.KEEP);
  }

  @Test
  void defect_leavesOutAndSaysSo() {
    Processor broken =
        (_, _) -> {
          throw new IllegalStateException("a defect");
        };
    assertThat(decide(broken)).isEqualTo(new Verdict.Drop("processor_failed"));
  }

  private static Verdict decide(Processor... steps) {
    List<ProcessorPlan> plan =
        Stream.of(steps).map(each -> new ProcessorPlan("step", each, () -> each)).toList();
    return new Chain(plan).decide("a", Labels.NONE);
  }
}
