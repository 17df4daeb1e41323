package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.engine.Plan.ProcessorPlan;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Verdict.Becomes OTHER = new Verdict.Becomes("other", Labels.of("c", "d"));

  @Test
  void steps_seeWhatTheOnesBeforeMade() {
    Processor drop =
        (name, labels) ->
            name.equals("other") && labels.equals(OTHER.labels())
                ? new Verdict.Drop("seen")
                : Verdict.KEEP;
    Explanation explanation = explain(drop, (_, _) -> OTHER, drop, (_, _) -> Verdict.KEEP);
    assertThat(explanation.steps())
        .extracting(Explanation.Step::verdict)
        .containsExactly(Verdict.KEEP, OTHER, new Verdict.Drop("seen"));
    assertThat(explanation.becomes()).isEmpty();
  }

  @Test
  void series_thatEverybodyKeeps() {
    assertThat(explain((_, _) -> Verdict.KEEP).becomes())
        .contains(new Verdict.Becomes("up", Labels.of("a", "b")));
    assertThat(explain().steps()).isEmpty();
  }

  @Test
  void reasons_areTheProcessorsOwn() {
    Processor wordy =
        new Processor() {
          @Override
          public Verdict decide(String name, Labels labels) {
            return OTHER;
          }

          @Override
          public List<String> reasons(String name, Labels labels) {
            return List.of("looked at " + name + labels);
          }
        };
    assertThat(explain(wordy, wordy).steps())
        .extracting(Explanation.Step::reasons)
        .containsExactly(List.of("looked at up{a=\"b\"}"), List.of("looked at other{c=\"d\"}"));
  }

  private static Explanation explain(Processor... processors) {
    List<ProcessorPlan> plan =
        Arrays.stream(processors).map(each -> new ProcessorPlan("test", "", () -> each)).toList();
    return Explanation.of("up", Labels.of("a", "b"), plan);
  }
}
