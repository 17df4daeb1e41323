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
  void webPage_isToldByItsTitle() {
    assertThat(words("<html>\r\n<head><TITLE>401 Who?</TITLE></head><body>x</body>", true))
        .isEqualTo("HTTP 400: 401 Who?");
    assertThat(words("<title>abc</title>", true)).isEqualTo("HTTP 400: ***");
    assertThat(words("<title><b>", true)).isEqualTo("HTTP 400: <title><b>");
    assertThat(words("not a <title>page</title>", true))
        .isEqualTo("HTTP 400: not a <title>page</title>");
  }

  @Test
  void place_hasNoUserAndNoQuery() {
    assertThat(discretion.place("https://u:p@x.test:1/new@2?token=t#f"))
        .isEqualTo("https://x.test:1/new@2?…");
    assertThat(discretion.place("/new#t")).isEqualTo("/new?…");
    assertThat(discretion.place("//u@w@x.test")).isEqualTo("//x.test");
  }

  private String words(String body, boolean whole) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return discretion.words(new Reply(400, List.of(), bytes, whole));
  }
}
