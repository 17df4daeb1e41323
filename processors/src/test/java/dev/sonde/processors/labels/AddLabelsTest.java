package dev.sonde.processors.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.testkit.ProcessorContract;
import org.junit.jupiter.api.Test;

class AddLabelsTest extends ProcessorContract {
  @Override
  protected Processor processor() {
    return new AddLabels(Labels.of("env", "prod", "code", "none"));
  }

  @Test
  void decide_addsWhatIsNotThere() {
    assertThat(processor().decide("up", Labels.of("code", "200")))
        .isEqualTo(new Verdict.Becomes("up", Labels.of("code", "200", "env", "prod")));
  }

  @Test
  void decide_keepsWhatHasThemAll() {
    assertThat(processor().decide("up", Labels.of("code", "200", "env", "test")))
        .isEqualTo(Verdict.KEEP);
  }
}
