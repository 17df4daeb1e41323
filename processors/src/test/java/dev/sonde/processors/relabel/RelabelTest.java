package dev.sonde.processors.relabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Verdict;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.ProcessorContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelabelTest extends ProcessorContract {
  @Override
  protected Processor processor() {
    return relabel(Map.of("source_labels", List.of("method"), "target_label", "verb"));
  }

  @Test
  void series_isKeptAsItIs() {
    Processor relabel = relabel(Map.of("target_label", "a", "replacement", "x"));
    assertThat(relabel.decide("up", Labels.of("a", "x"))).isEqualTo(Verdict.KEEP);
  }

  @Test
  void series_becomesAnother() {
    Processor relabel = relabel(Map.of("target_label", "a", "replacement", "y"));
    assertThat(relabel.decide("up", Labels.of("a", "x", "b", "z")))
        .isEqualTo(new Verdict.Becomes("up", Labels.of("a", "y", "b", "z")));
  }

  @Test
  void name_isALabel() {
    Processor relabel =
        relabel(
            Map.of(
                "source_labels",
                List.of("__name__"),
                "regex",
                "(.*)_total",
                "target_label",
                "__name__"));
    assertThat(relabel.decide("a_total", Labels.NONE))
        .isEqualTo(new Verdict.Becomes("a", Labels.NONE));
  }

  @Test
  void dropped_isCountedUnderItsReason() {
    assertThat(relabel(Map.of("action", "drop")).decide("up", Labels.NONE))
        .isEqualTo(new Verdict.Drop("relabel"));
  }

  @Test
  void nameless_isDropped() {
    assertThat(
            relabel(Map.of("target_label", "__name__", "replacement", ""))
                .decide("up", Labels.of("a", "b")))
        .isEqualTo(new Verdict.Drop("no_name"));
  }

  @Test
  void labelsForRules_lastUntilTheRulesAreDone() {
    Processor relabel =
        relabel(
            Map.of(
                "rules",
                List.of(
                    Map.of("source_labels", List.of("a"), "target_label", "__tmp"),
                    Map.of("source_labels", List.of("__tmp"), "target_label", "b"))));
    assertThat(relabel.decide("up", Labels.of("a", "x")))
        .isEqualTo(new Verdict.Becomes("up", Labels.of("a", "x", "b", "x")));
  }

  @Test
  void rules_standAlone() {
    var settings =
        new MapSettings(Map.of("regex", "x", "rules", List.of(Map.of("target_label", "a"))));
    new Relabel.Factory().read(settings);
    assertThat(settings.problems())
        .containsExactly("regex: stands beside rules; make it a key of one of them");
  }

  @Test
  void rules_emptyList() {
    var settings = new MapSettings(Map.of("rules", List.of()));
    new Relabel.Factory().read(settings);
    assertThat(settings.problems()).containsExactly("rules: is empty; write rules, or take it out");
  }

  private static Processor relabel(Map<String, ?> keys) {
    var settings = new MapSettings(keys);
    RelabelRules rules = new Relabel.Factory().read(settings);
    assertThat(settings.problems()).isEmpty();
    return new Relabel.Factory().create(rules);
  }
}
