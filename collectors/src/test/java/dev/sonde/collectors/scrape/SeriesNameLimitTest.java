package dev.sonde.collectors.scrape;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.collectors.scrape.config.Limits;
import dev.sonde.processors.relabel.Relabeling;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesNameLimitTest {
  @Test
  void nameThatIsTooLong_failsTheScrape() {
    var decision =
        new SeriesDecision(
            new SeriesLabels(Labels.NONE, false), new Relabeling(List.of()), Limits.USUAL);
    var longest = Family.gauge("a".repeat(1 << 20), "", "");
    assertThatThrownBy(() -> decision.of(longest, Labels.NONE))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("label_value_length_limit");
  }
}
