package dev.sonde.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class KindsTest {
  private final Problems problems = new Problems();

  @Test
  void kinds_areReadByTheirKey() {
    assertThat(values("to: [{type: file, path: /a}, {url: 'http://h/', type: http, retries: 2}]"))
        .containsExactly("file /a", "http http://h/ 2");
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void absent_isEmpty() {
    assertThat(values("")).isEmpty();
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void mistakes_areNamed() {
    check("to: [{path: /a}]", "sonde.yaml:1:6: to[0].type is missing; there are file, http");
    check(
        "to: [{type: fiel, path: /a}]",
        "sonde.yaml:1:13: to[0].type: \"fiel\" is not one of file, http; did you mean file?");
    check("to: [{type: file}]", "sonde.yaml:1:6: to[0].path is missing: Where to.");
    check(
        "to: [{type: file, path: /a, url: x}]",
        "sonde.yaml:1:29: to[0].url is not a key here; known: type, path");
    check(
        "to: [{type: [file]}]",
        "sonde.yaml:1:13: to[0].type: a list stands here, but one value is wanted: one of file, http");
    check(
        "to: [x]",
        "sonde.yaml:1:6: to[0]: a single value stands here, but keys and values are wanted",
        "sonde.yaml:1:6: to[0].type is missing; there are file, http");
    check(
        "to: {type: file}",
        "sonde.yaml:1:5: to: keys and values stand here, but a list is wanted; "
            + "begin each element with -");
  }

  @Test
  void effective_showsTheKindFirst() {
    Node.Mapping tree = parse("to: [{path: /a, type: file}]");
    assertThat(
            Bound.read(tree, KindsTest::read, problems).effective().yaml().replaceAll(" +#", " #"))
        .isEqualTo(
            """
            to: # from sonde.yaml:1
              - type: file # from sonde.yaml:1
                path: /a # from sonde.yaml:1
            """);
  }

  @Test
  void reference_hasATableForEachKind() {
    assertThat(Reference.of(KindsTest::read).markdown())
        .isEqualTo(
            """

            ## `to[]`

            Destinations. A list.

            ## `to[]` with `type: file`

            | key | type | default | allowed | what it does |
            |---|---|---|---|---|
            | `to[].type` | text, required |  | `file` | What kind it is. |
            | `to[].path` | text, required |  |  | Where to. |

            ## `to[]` with `type: http`

            | key | type | default | allowed | what it does |
            |---|---|---|---|---|
            | `to[].type` | text, required |  | `http` | What kind it is. |
            | `to[].url` | text | `http://localhost/` |  | Where to. |
            | `to[].retries` | whole number | `1` | 0 to 9 | How often. |
            """);
  }

  @Test
  void kind_isReadByItsKey_orTheUsualOne() {
    assertThat(one("to: {type: file, path: /a}")).isEqualTo("file /a");
    assertThat(one("to: {retries: 3}")).isEqualTo("http http://localhost/ 3");
    assertThat(one("")).isEqualTo("http http://localhost/ 1");
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void kind_namesMistakes() {
    checkOne(
        "to: {type: htp}",
        "sonde.yaml:1:12: to.type: \"htp\" is not one of file, http; did you mean http?");
    checkOne(
        "to: {path: /a}", "sonde.yaml:1:6: to.path is not a key here; known: type, url, retries");
  }

  @Test
  void kind_hasOneTable() {
    assertThat(Reference.of(KindsTest::readOne).markdown())
        .isEqualTo(
            """

            ## `to`

            A destination.

            | key | type | default | allowed | what it does |
            |---|---|---|---|---|
            | `to.type` | text | `http` | `file`, `http` | What kind it is. |
            | `to.path` | text, required |  |  | Where to. Only with type: file. |
            | `to.url` | text | `http://localhost/` |  | Where to. Only with type: http. |
            | `to.retries` | whole number | `1` | 0 to 9 | How often. Only with type: http. |
            """);
  }

  private String one(String yaml) {
    return Bound.read(parse(yaml), KindsTest::readOne, problems).value().orElseThrow();
  }

  private static void checkOne(String yaml, String... told) {
    var fresh = new KindsTest();
    fresh.one(yaml);
    assertThat(fresh.problems.toString()).isEqualTo(String.join("\n", told) + "\n");
  }

  private static String readOne(Settings in) {
    return in.kind("to", "type", "http", "A destination.", readers());
  }

  private static List<String> read(Settings in) {
    return in.kinds("to", "type", "Destinations.", readers());
  }

  private static Map<String, Function<Settings, String>> readers() {
    Map<String, Function<Settings, String>> readers = new LinkedHashMap<>();
    readers.put("file", each -> "file " + each.required("path", "Where to."));
    readers.put(
        "http",
        each ->
            "http "
                + each.text("url", "http://localhost/", "Where to.")
                + " "
                + each.integer("retries", 1, 0, 9, "How often."));
    return readers;
  }

  private Node.Mapping parse(String yaml) {
    return new ConfigReader(problems).parse(yaml, "sonde.yaml");
  }

  private List<String> values(String yaml) {
    return Bound.read(parse(yaml), KindsTest::read, problems).value().orElseThrow();
  }

  private static void check(String yaml, String... told) {
    var fresh = new KindsTest();
    fresh.values(yaml);
    assertThat(fresh.problems.toString()).isEqualTo(String.join("\n", told) + "\n");
  }
}
