package dev.sonde.shippers.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscretionTest {
  private final Discretion discretion = new Discretion(List.of("abc", "abcdef", ""));

  @Test
  void words_areOneShortLine() {
    assertThat(words("", true)).isEqualTo("HTTP 400");
    assertThat(words(" a\r\n\tb\0c ", true)).isEqualTo("HTTP 400: a b c");
    assertThat(words("x".repeat(1000), true)).isEqualTo("HTTP 400: " + "x".repeat(200) + "…");
  }

  @Test
  void line_isAsLongAsItMayBe() {
    assertThat(discretion.line("x".repeat(1000), 2000)).hasSize(1000);
    assertThat(discretion.line("x".repeat(10_000), 2000)).hasSize(2001).endsWith("…");
  }

  @Test
  void secrets_areMasked_theLongestFirst() {
    assertThat(words("abcdef abc", true)).isEqualTo("HTTP 400: *** ***");
  }

  @Test
  void secretThatIsCutOff_isNotTold() {
    assertThat(words("key abcde", false)).isEqualTo("HTTP 400: key");
    assertThat(words("ab", false)).isEqualTo("HTTP 400");
  }

  @Test
  void place_hasNoUser_andNoSecret() {
    assertThat(discretion.place("https://u:p@x.test:1/new@2?k=abc"))
        .isEqualTo("https://x.test:1/new@2?k=***");
    assertThat(discretion.place("/new?a=//b@c")).isEqualTo("/new?a=//c");
    assertThat(discretion.place("//u@w@x.test")).isEqualTo("//x.test");
  }

  private String words(String body, boolean whole) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return discretion.words(new Reply(400, List.of(), bytes, whole));
  }
}
