package dev.sonde.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void matches_theWholeText() {
    check("go_*", "go_goroutines", true);
    check("go_*", "ago_", false);
    check("*_total", "reads_total", true);
    check("*_total", "reads_totals", false);
    check("sd?", "sda", true);
    check("sd?", "sda1", false);
    check("*", "", true);
    check("a*b*c", "aXbXbXc", true);
    check("a\\*", "a*", true);
    check("a\\*", "ab", false);
  }

  @Test
  void matches_whatARegexOfTheSamePatternMatches() {
    var random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      String pattern = text(random, "ab*?", 1 + random.nextInt(6));
      String text = text(random, "ab", random.nextInt(8));
      String regex = pattern.replace("*", ".*").replace("?", ".");
      assertThat(new Glob(pattern).matches(text))
          .as(pattern + " on " + text)
          .isEqualTo(Pattern.matches(regex, text));
    }
  }

  @Test
  void matches_inLittleTime_whateverThePattern() {
    assertThat(new Glob("*a".repeat(200) + "b").matches("a".repeat(20_000))).isFalse();
  }

  @Test
  void pattern_emptyOrHalfEscaped_isRefusedWithAWord() {
    assertThatThrownBy(() -> new Glob("")).hasMessageContaining("write *");
    assertThatThrownBy(() -> new Glob("a\\")).hasMessageContaining("\\\\");
    assertThat(new Glob("a\\\\").matches("a\\")).isTrue();
  }

  private static void check(String pattern, String text, boolean expected) {
    assertThat(new Glob(pattern).matches(text)).as(pattern + " on " + text).isEqualTo(expected);
  }

  private static String text(Random random, String alphabet, int length) {
    var out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }
}
