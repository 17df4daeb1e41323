package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class IRegexpTest {
  @Test
  void pattern_matchesAsRfc9485Says() {
    check("", "", true);
    check("abc", "abc", true);
    check("abc", "abcd", false);
    check("a.c", "a\nc", false);
    check("a.c", "a\rc", false);
    check("a.c", "a\u2028c", true);
    check("a.c", "a😀c", true);
    check("a|bc", "bc", true);
    check("a||b", "", true);
    check("(a|b)*c{2}", "abbacc", true);
    check("a{2,}", "aaaa", true);
    check("a{1,2}", "aaa", false);
    check("[a-c]+", "abcabc", true);
    check("[^a-c]", "d", true);
    check("[^a-c]", "\n", true);
    check("[-a]+", "a-", true);
    check("[a-]+", "a-", true);
    check("[.$^]+", ".$", true);
    check("[\\]\\\\]+", "]\\", true);
    check("^a$", "a", false);
    check("^a$", "^a$", true);
    check("\\.\\*\\(\\)\\[\\]\\{\\}\\|\\?\\+\\^\\-\\\\", ".*()[]{}|?+^-\\", true);
    check("\\n\\r\\t", "\n\r\t", true);
    check("\\p{Lu}\\P{Lu}", "Äa", true);
    check("[\\p{Nd}_]+", "1_٣", true);
    check("\\p{L}", "1", false);
    check("/#&", "/#&", true);
  }

  @Test
  void otherwise_isNone() {
    for (String none :
        new String[] {
          "[",
          "]",
          "a]",
          "(",
          ")",
          "{",
          "}",
          "*a",
          "+",
          "?",
          "a**",
          "a{",
          "a{1",
          "a{,2}",
          "a{x}",
          "a{1001}",
          "[]",
          "[^]",
          "[a",
          "[a-",
          "[a-b-c]",
          "[[a]",
          "\\",
          "\\d",
          "\\w",
          "\\s",
          "\\b",
          "\\1",
          "\\$",
          "\\p",
          "\\p{",
          "\\p{}",
          "\\p{Greek}",
          "\\p{IsL}",
          "[\\d]",
          "[\\w-z]",
          "(?:a)",
          "(?i)a",
          "[b-a]",
          "[[:alpha:]]",
          "\ud800"
        }) {
      assertThat(IRegexp.compile(none)).as(none).isNull();
      assertThat(IRegexp.doubt(none)).as(none).isPresent();
    }
  }

  @Test
  void growth_isBounded() {
    assertThat(IRegexp.doubt("((a{100}){100}){100}")).get().asString().contains("1000 parts");
    assertThat(IRegexp.doubt("a{1000}|b{1000}")).get().asString().contains("1000 parts");
    assertThat(IRegexp.doubt("(a{1,30}){1,30}")).isEmpty();
    assertThat(IRegexp.doubt("(".repeat(33) + ")".repeat(33))).get().asString().contains("32");
    assertThat(IRegexp.doubt("a".repeat(1_001))).get().asString().contains("longer than 1000");
  }

  @Test
  void anyText_isCompiledOrNone() {
    var random = new Random(5);
    String alphabet = "ab()[]{}|*+?.-^$\\pLNu1,9 \né😀";
    for (int i = 0; i < 100_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(10); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String source = text.toString();
      assertThat(IRegexp.compile(source) == null).isEqualTo(IRegexp.doubt(source).isPresent());
    }
  }

  private static void check(String source, String text, boolean matches) {
    assertThat(IRegexp.compile(source))
        .as(source)
        .isNotNull()
        .satisfies(pattern -> assertThat(pattern.matcher(text).matches()).isEqualTo(matches));
  }
}
