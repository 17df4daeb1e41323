package dev.sonde.collectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void line_contentCutInTheMiddle_isNoLine() {
    Text text = text("one 1\ntwo 2\nthr");
    assertThat(text.line()).isTrue();
    assertThat(text.line()).isTrue();
    assertThat(text.line()).isFalse();
    assertThat(text("").line()).isFalse();
    assertThat(text("cut").line()).isFalse();
  }

  @Test
  void number_wholeAndBelow2To63_isItself() {
    checkNumber("0", 0);
    checkNumber("0000000000000000012", 12);
    checkNumber("9223372036854775807", Long.MAX_VALUE);
  }

  @Test
  void number_anythingElse_isNone() {
    for (String word :
        new String[] {
          "",
          "-1",
          "+1",
          "1.0",
          "x",
          "1x",
          "9223372036854775808",
          "18446744073709551615",
          "9999999999999999999",
          "99999999999999999999",
          "٣",
          "\u0000"
        }) {
      checkNumber(word, Text.NONE);
    }
  }

  @Test
  void decimal_usualForms_areExact() {
    checkDecimal("0.15", 0.15);
    checkDecimal("17.80", 17.8);
    checkDecimal("42", 42.0);
    checkDecimal("1234567.89", 1234567.89);
  }

  @Test
  void decimal_anythingElse_isNaN() {
    for (String word : new String[] {"", ".", "1.", ".5", "-1.5", "1.5.2", "1e5", "NaN", "inf"}) {
      checkDecimal(word, Double.NaN);
    }
  }

  @Test
  void asSigned_negative_isNegative() {
    checkSigned("-5000", -5000.0);
    checkSigned("5000", 5000.0);
    checkSigned("--5", Double.NaN);
    checkSigned("-", Double.NaN);
  }

  @Test
  void before_severalMarks_takesTheLast() {
    Text text = text("  eth0:1:77 8\n");
    assertThat(text.line()).isTrue();
    assertThat(text.before(':')).isTrue();
    assertThat(text.string()).isEqualTo("eth0:1");
    assertThat(text.number()).isEqualTo(77);
    assertThat(text.number()).isEqualTo(8);
    assertThat(text.number()).isEqualTo(Text.NONE);
  }

  @Test
  void before_noNameOrNoMark_isFalse() {
    Text text = text(" : 1\nnothing\n");
    assertThat(text.line()).isTrue();
    assertThat(text.before(':')).isFalse();
    assertThat(text.line()).isTrue();
    assertThat(text.before(':')).isFalse();
  }

  private static void checkNumber(String word, long expected) {
    Text text = text(word + "\n");
    assertThat(text.line()).isTrue();
    assertThat(text.number()).as(word).isEqualTo(expected);
  }

  private static void checkDecimal(String word, Double expected) {
    Text text = text(word + "\n");
    assertThat(text.line()).isTrue();
    assertThat(text.decimal()).as(word).isEqualTo(expected);
  }

  private static void checkSigned(String word, Double expected) {
    Text text = text(word + "\n");
    assertThat(text.line() && text.word()).isTrue();
    assertThat(text.asSigned()).as(word).isEqualTo(expected);
  }

  private static Text text(String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    var text = new Text();
    text.over(bytes, bytes.length);
    return text;
  }
}
