package dev.sonde.processors.relabel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.MapSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RelabelConfigTest {
  @Test
  void defaults_areThoseOfPrometheus() {
    RelabelConfig rule = RelabelConfig.read(new MapSettings(Map.of("target_label", "a")));
    assertThat(rule)
        .isEqualTo(
            new RelabelConfig(
                List.of(), ";", "a", "(.*)", 0, "$1", Action.REPLACE, LabelNaming.UTF8));
  }

  @Test
  void nothingWritten_isToldNotThrown() {
    check(List.of("target_label: is missing; write the label that replace sets"));
  }

  @Test
  void action_unknown() {
    assertThat(Rules.problems("action", "replac", "target_label", "a"))
        .containsExactly(
            "action: is no action; write replace, keep, drop, keepequal, dropequal, hashmod,"
                + " labelmap, labeldrop, labelkeep, lowercase, uppercase");
  }

  @Test
  void targetLabel_isNeededBySome() {
    for (String action : List.of("replace", "keepequal", "dropequal", "lowercase", "uppercase")) {
      assertThat(Rules.problems("action", action)).singleElement().asString().contains("missing");
    }
    for (String action : List.of("keep", "drop", "labelmap", "labeldrop", "labelkeep")) {
      assertThat(Rules.problems("action", action)).isEmpty();
    }
  }

  @Test
  void modulus_isNeededByHashmod() {
    check(
        List.of("modulus: is missing; write how many parts hashmod makes, such as modulus: 4"),
        "action",
        "hashmod",
        "target_label",
        "a");
  }

  @Test
  void whatCantBeRead_isNotMissingToo() {
    assertThat(Rules.problems("action", "frobnicate"))
        .singleElement()
        .asString()
        .startsWith("action: is no action");
    for (String bad : List.of("-1", "four")) {
      assertThat(Rules.problems("action", "hashmod", "target_label", "a", "modulus", bad))
          .noneMatch(each -> each.contains("missing"));
    }
    for (String none : List.of("0", "00")) {
      assertThat(Rules.problems("action", "hashmod", "target_label", "a", "modulus", none))
          .singleElement()
          .asString()
          .contains("modulus: is missing");
    }
    assertThat(Rules.problems("action", "frobnicate", "regex", "(")).hasSize(2);
  }

  @Test
  void labeldrop_takesARegexAlone() {
    assertThat(
            Rules.problems(
                "action",
                "labeldrop",
                "regex",
                "x",
                "source_labels",
                List.of("a"),
                "modulus",
                2,
                "target_label",
                "b",
                "separator",
                ",",
                "replacement",
                "c"))
        .hasSize(5)
        .contains(
            "source_labels: does nothing here, as labeldrop looks at the names of all labels;"
                + " take it out");
  }

  @Test
  void keepequal_comparesTwoThings() {
    assertThat(
            Rules.problems(
                "action",
                "keepequal",
                "source_labels",
                List.of("a"),
                "target_label",
                "b",
                "regex",
                "x",
                "modulus",
                2,
                "separator",
                ",",
                "replacement",
                "c"))
        .hasSize(4)
        .contains(
            "regex: does nothing here, as keepequal looks at source_labels and target_label"
                + " alone; take it out");
  }

  @Test
  void lowercase_hasNoReplacement() {
    check(
        List.of("replacement: does nothing here, as lowercase changes letters; take it out"),
        "action",
        "lowercase",
        "target_label",
        "a",
        "replacement",
        "x");
  }

  @Test
  void names_ofAnyCharacters() {
    check(List.of(), "source_labels", List.of("a b", "é"), "target_label", "x-${1}.y");
    check(List.of(), "action", "labelmap", "replacement", "a-$1");
  }

  @Test
  void names_legacy() {
    String allowed = "letters, digits and _, beginning with no digit";
    assertThat(
            Rules.problems(LabelNaming.LEGACY, "source_labels", List.of("é"), "target_label", "9"))
        .containsExactly(
            "source_labels: \"é\" is no label's name; write " + allowed,
            "target_label: \"9\" is no label's name; write " + allowed);
    assertThat(Rules.problems(LabelNaming.LEGACY, "action", "labelmap", "replacement", "a-$1"))
        .containsExactly(
            "replacement: \"a-$1\" makes no label's name; write $1, say; a name is " + allowed);
  }

  @Test
  void naming_allows() {
    for (String good : List.of("a", "_", "a9", "__x", "AZ_09")) {
      assertThat(LabelNaming.LEGACY.allows(good)).isTrue();
    }
    for (String bad : List.of("", "9a", "a-b", "é", "a:b", "a.b", "a b", "a[", "a`", "@")) {
      assertThat(LabelNaming.LEGACY.allows(bad)).isFalse();
      assertThat(LabelNaming.UTF8.allows(bad)).isEqualTo(!bad.isEmpty());
    }
  }

  @Test
  void names_legacyWithGroups() {
    for (String good : List.of("$1", "${1}", "a$1", "${1}_${name}", "_$a0", "$1$2")) {
      assertThat(Rules.problems(LabelNaming.LEGACY, "target_label", good)).isEmpty();
    }
    for (String bad : List.of("$", "${", "${1", "0$1", "a.$1", "$-", "${1}-", "${a-b}")) {
      assertThat(Rules.problems(LabelNaming.LEGACY, "target_label", bad)).hasSize(1);
    }
  }

  @Test
  void legacyTarget_thatComesOutWrongChangesNothing() {
    LabelSet labels = LabelSet.of(Map.of("a", "x-y"));
    RelabelConfig rule =
        RelabelConfig.read(
            new MapSettings(Map.of("source_labels", List.of("a"), "target_label", "$1")),
            LabelNaming.LEGACY);
    assertThat(new Relabeling(List.of(rule)).apply(labels)).isTrue();
    assertThat(labels.size()).isEqualTo(1);
  }

  @Test
  void emptySourceLabel_isNoName() {
    check(
        List.of("source_labels: \"\" is no label's name; write any text but the empty one"),
        "source_labels",
        List.of(""),
        "target_label",
        "a");
  }

  @Test
  void regex_thatIsNone() {
    regex("(a", "is no regular expression: missing closing )");
    regex("a)|(b", "is no regular expression: it has a ) too many");
    regex("[z-a]", "is no regular expression: invalid character class range z-a");
    regex("a**", "is no regular expression: invalid nested repetition operator **");
    regex("(?=a)", "is no regular expression: invalid or unsupported Perl syntax (?=");
    regex("a{1001}", "repeats within repeats more than 1000 times; write several rules instead");
  }

  private static void regex(String regex, String told) {
    check(List.of("regex: \"" + regex + "\" " + told), "regex", regex, "target_label", "a");
  }

  private static void check(List<String> problems, Object... keysAndValues) {
    assertThat(Rules.problems(keysAndValues)).isEqualTo(problems);
  }
}
