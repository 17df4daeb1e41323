package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonPathTest {
  private static final List<String> PIECES =
      List.of(
          "$", "@", ".", "..", "*", "[", "]", "[?", "(", ")", "'a'", "\"b\"", "a", "b", "0", "-1",
          ":", ",", "==", "!=", "<", ">=", "&&", "||", "!", "length(", "count(", "value(", "match(",
          "search(", "true", "null", " ", "1.5e3", "é", "\\", "'", "\"", "\n", "😀", "\ud800");

  @Test
  void normalizedPath_findsItsNodeAlone() throws JsonException {
    var random = new Random(11);
    JsonPath all = JsonPath.compile("$..*");
    for (int i = 0; i < 300; i++) {
      Json document = new RandomJson(random).tree();
      for (JsonNode node : all.nodes(document)) {
        JsonPath path = JsonPath.compile(node.path());
        assertThat(path.isSingular()).isTrue();
        assertThat(path.nodes(document))
            .singleElement()
            .satisfies(found -> assertThat(found.value()).isSameAs(node.value()))
            .hasToString(node.path());
      }
    }
  }

  @Test
  void anyText_isCompiledOrRefused() throws JsonException {
    var random = new Random(12);
    Json document = new RandomJson(new Random(3)).tree();
    int compiled = 0;
    for (int i = 0; i < 200_000; i++) {
      var text = new StringBuilder(random.nextInt(4) == 0 ? "" : "$[?@");
      for (int n = random.nextInt(8); n > 0; n--) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      text.append(random.nextInt(3) == 0 ? "" : "]");
      try {
        JsonPath.compile(text.toString()).nodes(document);
        compiled++;
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageMatching("is not a JSON path \\(RFC 9535\\): column \\d+: (?s).+");
      }
    }
    assertThat(compiled).isGreaterThan(1_000);
  }

  @Test
  void nesting_isBounded() {
    String deep = "$" + "[?@".repeat(32) + "]".repeat(32);
    assertThat(JsonPath.compile(deep)).hasToString(deep);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonPath.compile("$" + "[?@".repeat(33) + "]".repeat(33)))
        .withMessageContaining("deeper than 32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonPath.compile("$[?" + "(".repeat(4_000)))
        .withMessageContaining("deeper than 32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonPath.compile("$[?" + "length(".repeat(500)))
        .withMessageContaining("deeper than 32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonPath.compile("$" + ".a".repeat(2_048)))
        .withMessageContaining("longer than 4096");
  }

  @Test
  void deepestDocument_fitsIntoTheSmallestStack() throws InterruptedException {
    byte[] deep = ("[".repeat(512) + "]".repeat(512)).getBytes(StandardCharsets.UTF_8);
    var found = new ArrayList<Integer>();
    var small =
        new Thread(
            null,
            () -> {
              try {
                Json read = Json.read(deep, 0, deep.length, JsonRules.DEFAULT.withDepth(512));
                found.add(JsonPath.compile("$..[?@ == @]").nodes(read).size());
              } catch (JsonException e) {
                throw new IllegalStateException(e);
              }
            },
            "small",
            512 << 10);
    small.start();
    small.join();
    assertThat(found).containsExactly(511);
  }

  @Test
  void nodes_areBounded() {
    check("$[*]", 99, "the path $[*] finds more than 99 nodes");
    check("$[*,*]", 150, "finds more than 150 nodes");
    check("$[?count($..*[?count($..*) > 1]) > 1]", 1_000, "takes more than 20000 steps");
  }

  @Test
  void doubt_namesPatternsThatNeverMatch() {
    assertThat(JsonPath.compile("$[?match(@.a, '[a-z]+')]").doubt()).isNull();
    assertThat(JsonPath.compile("$[?match(@.a, '\\\\d+')]").doubt())
        .isEqualTo("the pattern \\d+ never matches: RFC 9485 has no d here, at character 2");
  }

  private static void check(String path, int nodes, String message) {
    byte[] many = ("[" + "1,".repeat(99) + "1]").getBytes(StandardCharsets.UTF_8);
    assertThatExceptionOfType(JsonException.class)
        .isThrownBy(() -> JsonPath.compile(path).nodes(Json.read(many), nodes))
        .withMessageContaining(message);
  }
}
