package dev.sonde.processors.relabel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordingTest {
  @Test
  void replace_saysWhatItSetAndWhy() {
    check(
        Map.of("source_labels", List.of("addr"), "regex", "(.*):80", "target_label", "instance"),
        Map.of("addr", "a:80"),
        "rule 1: replace: set instance=\"a\" (regex matched \"a:80\")");
  }

  @Test
  void replace_saysWhatItTookAway() {
    check(
        Map.of("target_label", "addr", "replacement", ""),
        Map.of("addr", "a"),
        "rule 1: replace: removed addr (regex matched \"\")");
  }

  @Test
  void replace_saysWhenNothingChanges() {
    check(
        Map.of("source_labels", List.of("addr"), "regex", "b", "target_label", "c"),
        Map.of("addr", "a\n\"\\"),
        "rule 1: replace: changed nothing (regex did not match \"a\\n\\\"\\\\\")");
  }

  @Test
  void filters_sayWhatBecomesOfTheLabels() {
    Map<String, String> name = Map.of("__name__", "go_gc");
    check(filter("drop", "go_.*"), name, "rule 1: drop: \"go_gc\" matches go_.*, dropped");
    check(filter("drop", "up"), name, "rule 1: drop: \"go_gc\" does not match up, kept");
    check(filter("keep", "go_.*"), name, "rule 1: keep: \"go_gc\" matches go_.*, kept");
    check(filter("keep", "up"), name, "rule 1: keep: \"go_gc\" does not match up, dropped");
  }

  @Test
  void comparisons_showBothSides() {
    check(
        Map.of("action", "dropequal", "source_labels", List.of("a"), "target_label", "b"),
        Map.of("a", "x", "b", "x"),
        "rule 1: dropequal: \"x\" equals b=\"x\", dropped");
    check(
        Map.of("action", "keepequal", "source_labels", List.of("a"), "target_label", "b"),
        Map.of("a", "x"),
        "rule 1: keepequal: \"x\" does not equal b=\"\", dropped");
  }

  @Test
  void others_sayWhatTheyLookedAt() {
    check(
        Map.of(
            "action", "hashmod", "source_labels", List.of("a"), "target_label", "b", "modulus", 1),
        Map.of("a", "x"),
        "rule 1: hashmod: set b=\"0\" (hash of \"x\" modulo 1)");
    check(
        Map.of("action", "uppercase", "source_labels", List.of("a"), "target_label", "b"),
        Map.of("a", "x"),
        "rule 1: uppercase: set b=\"X\" (from \"x\")");
    check(
        Map.of("action", "labeldrop", "regex", "a"),
        Map.of("a", "x"),
        "rule 1: labeldrop: removed a (names that match a)");
    check(
        Map.of("action", "labelmap", "regex", "m_(.*)"),
        Map.of("m_a", "x"),
        "rule 1: labelmap: set a=\"x\" (names that match m_(.*))");
  }

  private static Map<String, ?> filter(String action, String regex) {
    return Map.of("action", action, "source_labels", List.of("__name__"), "regex", regex);
  }

  private static void check(Map<String, ?> rule, Map<String, String> labels, String told) {
    List<String> trace = new ArrayList<>();
    new Relabeling(List.of(Rules.of(rule))).apply(LabelSet.of(labels), trace::add);
    assertThat(trace).containsExactly(told);
  }
}
