package dev.sonde.collectors.discovery.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetGroupsTest {
  private static final TargetGroup GROUP =
      new TargetGroup(List.of("a:1", "b:2"), Map.of("env", "prod"));

  @Test
  void json_groups_areRead() throws GroupRefused {
    json("[{\"targets\":[\"a:1\",\"b:2\"],\"labels\":{\"env\":\"prod\"}}]", GROUP);
    json("[{\"targets\": []}, {}]", group(), group());
    json("[]");
    json("null");
    json("[{\"targets\": null, \"labels\": null}]", group());
  }

  @Test
  void json_tabs_areBlanks() throws GroupRefused {
    json(
        "[\n\t{\n\t\t\"targets\":\t[\"a:1\",\n\t\t\t\"b:2\"],\n\t\t\"labels\": {\t\"env\":\"prod\"\n\t}}\n]",
        GROUP);
  }

  @Test
  void json_escapes_areUnderstood() throws GroupRefused {
    json(
        "[{\"targets\":[\"http:\\/\\/a\"],\"labels\":{\"e\":\"\\u00e4\\ud83d\\ude00\\n\\\"\\\\\"}}]",
        new TargetGroup(List.of("http://a"), Map.of("e", "ä😀\n\"\\")));
    json(
        "[{\"targets\":[\"a\"],\"labels\":{\"e\":\"ä😀\"}}]",
        new TargetGroup(List.of("a"), Map.of("e", "ä😀")));
  }

  @Test
  void json_longLabel_isRead() throws GroupRefused {
    String text = "x".repeat(100_000);
    json(
        "[{\"targets\":[\"a\"],\"labels\":{\"e\":\"" + text + "\"}}]",
        new TargetGroup(List.of("a"), Map.of("e", text)));
  }

  @Test
  void yaml_groups_areRead() throws GroupRefused {
    yaml("- targets: ['a:1', b:2]\n  labels:\n    env: prod\n", GROUP);
    yaml("---\n# mine\n- targets:\n  - a:1\n  - b:2\n  labels: {env: \"prod\"}\n", GROUP);
    yaml("\uFEFF- targets: [a:1, b:2]\n  labels: {env: prod}\n", GROUP);
    yaml("");
    yaml("# nobody\n");
    yaml("[]");
  }

  @Test
  void yaml_numbersAndFlags_areTextAsWritten() throws GroupRefused {
    yaml(
        "- targets: [8080]\n  labels: {port: 0080, on: yes, none: , also: ~, t: !!str 5}\n",
        new TargetGroup(
            List.of("8080"),
            Map.of("port", "0080", "on", "yes", "none", "", "also", "", "t", "5")));
  }

  @Test
  void yaml_aliases_meanWhatTheyName() throws GroupRefused {
    yaml(
        """
        - &g {targets: &t [&a a:1], labels: &l {e: &v x}}
        - *g
        - {targets: *t, labels: *l}
        - {targets: [*a], labels: {e: *v}}
        - {targets: [*a], labels: {<<: *l, f: y}}
        - {targets: [*a], labels: {e: own, <<: *l}}
        - {targets: [*a], labels: {<<: [*l, *l]}}
        - {<<: *g}
        - {<<: *g, labels: {e: own}}
        """,
        one("e", "x"),
        one("e", "x"),
        one("e", "x"),
        one("e", "x"),
        new TargetGroup(List.of("a:1"), Map.of("e", "x", "f", "y")),
        one("e", "own"),
        one("e", "x"),
        one("e", "x"),
        one("e", "own"));
  }

  @Test
  void text_thatIsNoGroups_isRefusedWithItsPlace() {
    refused("{}", "line 1, column 1: has to be a list of groups");
    refused("hello", "has to be a list");
    refused("[hello]", "line 1, column 2: a group has targets and labels");
    refused("[null]", "a group has targets and labels");
    refused("[{\"target\": []}]", "line 1, column 3: \"target\" is not known");
    refused("[{\"targets\": \"a:1\"}]", "targets have to be a list");
    refused("[{\"targets\": [[\"a\"]]}]", "a target has to be text");
    refused("[{\"targets\": [], \"targets\": []}]", "targets is written twice");
    refused("[{\"labels\": []}]", "labels have to be names and values");
    refused("[{\"labels\": {\"a\": {}}}]", "the value of a has to be text");
    refused("[{\"labels\": {\"a\": \"1\", \"a\": \"2\"}}]", "a is written twice");
    refused("[{\"labels\": {\"\": \"1\"}}]", "a name is missing");
    refused("[{\"targets\": []}", "line 1");
    refused("[{\"targets\": []}] more", "");
    refused("[\"\\u", "it is not YAML, or breaks off");
    refused("[]\n---\n[]", "a second document");
    refused("- *nobody\n", "*nobody is not a group written before it");
    refused("[{targets: &a [], labels: *a}]", "*a is not labels written before it");
    refused("- labels: {<<: {a: b}}\n", "<< takes an alias");
    refused("- labels: {<<: [[]]}\n", "<< takes an alias");
    refused("- {<<: {targets: []}}\n", "<< takes an alias");
    refused("- {labels: &l {a: b}}\n- {<<: *l}\n", "*l is not a group written before it");
    refused("- targets: [!!binary aGk=]\n", "tags (tag:yaml.org,2002:binary) are not supported");
    refused("- !ruby/object:Gem {}\n", "are not supported");
  }

  @Test
  void json_thatIsNoGroups_isRefusedWithItsPlace() {
    refusedJson("", "line 1");
    refusedJson("{}", "line 1, column 1: here stands a list of groups");
    refusedJson("[null]", "line 1, column 2: a group has targets and labels");
    refusedJson("[[]]", "a group has targets and labels");
    refusedJson("[{\"target\": []}]", "line 1, column 3: \"target\" is not known");
    refusedJson("[{\"targets\": \"a:1\"}]", "here stands a list of targets, not text");
    refusedJson("[{\"targets\": [8080]}]", "a target has to be text, not a number");
    refusedJson("[{\"targets\": [[\"a\"]]}]", "a target has to be text");
    refusedJson("[{\"targets\": [], \"targets\": []}]", "targets is written twice");
    refusedJson("[{\"labels\": []}]", "here stands labels");
    refusedJson("[{\"labels\": {\"a\": true}}]", "the value of a has to be text, not true");
    refusedJson("[{\"labels\": {\"a\": {}}}]", "the value of a has to be text");
    refusedJson("[{\"labels\": {\"a\": \"1\", \"a\": \"2\"}}]", "a is written twice");
    refusedJson("[{\"labels\": {\"\": \"1\"}}]", "a label needs a name");
    refusedJson("[{\"targets\": [],}]", "line 1");
    refusedJson("# mine\n[]", "line 1");
    refusedJson("[] []", "line 1");
  }

  @Test
  void text_cutOffAnywhere_isRefused() {
    String whole = "[{\"targets\":[\"a:1\",\"b:2\"],\"labels\":{\"env\":\"prod\"}}]";
    for (int end = 0; end < whole.length(); end++) {
      refusedJson(whole.substring(0, end), "");
    }
  }

  private static TargetGroup one(String label, String value) {
    return new TargetGroup(List.of("a:1"), Map.of(label, value));
  }

  private static TargetGroup group() {
    return new TargetGroup(List.of(), Map.of());
  }

  private static void json(String text, TargetGroup... groups) throws GroupRefused {
    assertThat(TargetGroups.json(text.getBytes(UTF_8))).containsExactly(groups);
  }

  private static void yaml(String text, TargetGroup... groups) throws GroupRefused {
    assertThat(TargetGroups.yaml(text.getBytes(UTF_8))).containsExactly(groups);
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> TargetGroups.yaml(text.getBytes(UTF_8)))
        .as(text)
        .isInstanceOf(GroupRefused.class)
        .hasMessageContaining(why);
  }

  private static void refusedJson(String text, String why) {
    assertThatThrownBy(() -> TargetGroups.json(text.getBytes(UTF_8)))
        .as(text)
        .isInstanceOf(GroupRefused.class)
        .hasMessageContaining(why);
  }
}
