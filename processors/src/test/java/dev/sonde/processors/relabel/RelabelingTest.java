package dev.sonde.processors.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RelabelingTest {
  static List<Cases.Case> cases() throws IOException {
    return Cases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void apply_doesWhatPrometheusDoes(Cases.Case each) {
    LabelSet labels = each.start();
    boolean kept = new Relabeling(each.rules()).apply(labels);
    assertThat(kept).isEqualTo(each.becomes().isPresent());
    each.becomes().ifPresent(becomes -> assertThat(map(labels)).isEqualTo(becomes));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void trace_doesTheSame(Cases.Case each) {
    LabelSet labels = each.start();
    LabelSet traced = each.start();
    List<String> told = new ArrayList<>();
    Relabeling relabeling = new Relabeling(each.rules());
    boolean kept = relabeling.apply(labels);
    assertThat(relabeling.apply(traced, told::add)).isEqualTo(kept);
    assertThat(map(traced)).isEqualTo(map(labels));
    assertThat(told).isNotEmpty().hasSizeLessThanOrEqualTo(each.rules().size());
  }

  @Test
  void relabeling_refusesARuleWithMistakes() {
    var rule = Rules.of(Map.of("action", "hashmod"));
    assertThatThrownBy(() -> new Relabeling(List.of(rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rule 1: target_label: is missing");
  }

  @Test
  void emptyList_keepsEverything() {
    assertThat(new Relabeling(List.of()).isEmpty()).isTrue();
    assertThat(new Relabeling(List.of()).apply(LabelSet.of(Map.of("a", "b")))).isTrue();
  }

  private static Map<String, String> map(LabelSet labels) {
    var map = new TreeMap<String, String>();
    labels.forEach(map::put);
    return map;
  }
}
