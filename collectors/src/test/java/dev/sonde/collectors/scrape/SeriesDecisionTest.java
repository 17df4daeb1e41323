package dev.sonde.collectors.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.collectors.scrape.SeriesDecision.Outcome;
import dev.sonde.collectors.scrape.config.Limits;
import dev.sonde.processors.relabel.Action;
import dev.sonde.processors.relabel.LabelNaming;
import dev.sonde.processors.relabel.RelabelConfig;
import dev.sonde.processors.relabel.Relabeling;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesDecisionTest {
  private static final Family FAMILY = Family.gauge("depth", "", "How deep.");
  private static final Limits LIMITS = new Limits(1, 1, 3, 10, 10, 1, 1);
  private static final RelabelConfig RULE =
      new RelabelConfig(List.of(), ";", "", "long", 0, "$1", Action.LABELDROP, LabelNaming.UTF8);

  @Test
  void label_thatARuleTakesAway_countsForNoLimit() {
    var page = Labels.of("long", "12345678901", "other", "1");
    assertThatThrownBy(() -> decision().of(FAMILY, page)).isInstanceOf(LimitException.class);
    assertThat(decision(RULE).of(FAMILY, page))
        .isEqualTo(new Outcome.Kept(FAMILY, Labels.of("job", "a", "other", "1")));
  }

  @Test
  void labels_countWithTheNameAndThoseOfTheTarget() {
    assertThat(decision().of(FAMILY, Labels.of("one", "1"))).isInstanceOf(Outcome.Kept.class);
    assertThatThrownBy(() -> decision().of(FAMILY, Labels.of("one", "1", "two", "2")))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("label_limit exceeded: 4");
  }

  private static SeriesDecision decision(RelabelConfig... rules) {
    return new SeriesDecision(
        new SeriesLabels(Labels.of("job", "a"), false), new Relabeling(List.of(rules)), LIMITS);
  }
}
