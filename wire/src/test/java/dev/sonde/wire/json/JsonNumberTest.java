package dev.sonde.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonNumberTest {
  @Test
  void number_isTheNearestDouble() {
    var random = new Random(9);
    for (int i = 0; i < 300_000; i++) {
      String text = random(random);
      assertThat(JsonNumber.of(text).asDouble()).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  @Test
  void wholeNumber_isExact() {
    check("9223372036854775807", Long.MAX_VALUE);
    check("-9223372036854775808", Long.MIN_VALUE);
    check("9007199254740993", 9007199254740993L);
    check("1.50e1", 15);
    check("-0", 0);
    check("0.000", 0);
    check("0e99999999999", 0);
    for (String none :
        new String[] {"9223372036854775808", "1.5", "1e-1", "1e999999", "1e-99999999999", "1e19"}) {
      assertThat(JsonNumber.of(none).asLong()).as(none).isEmpty();
    }
  }

  @Test
  void hugeNumber_costsNothing() {
    assertThat(JsonNumber.of("1e999999999").asDouble()).isInfinite();
    assertThat(JsonNumber.of("-1e99999999999999999").asDouble()).isNegative().isInfinite();
    assertThat(JsonNumber.of("1e-999999999").asDouble()).isZero();
    assertThat(JsonNumber.of("1e999999999")).isEqualTo(JsonNumber.of("1e999999998"));
    assertThat(JsonNumber.of("1e300").compare(JsonNumber.of("1e-300"))).isPositive();
  }

  @Test
  void numbers_areEqualByWhatTheyAre() {
    assertThat(JsonNumber.of("100"))
        .isEqualTo(JsonNumber.of("1.00E2"))
        .hasSameHashCodeAs(JsonNumber.of("1.00E2"));
    assertThat(JsonNumber.of("-0"))
        .isEqualTo(JsonNumber.of("0"))
        .hasSameHashCodeAs(JsonNumber.of("0.0"));
    assertThat(JsonNumber.of("9007199254740993")).isNotEqualTo(JsonNumber.of("9007199254740992"));
    assertThat(JsonNumber.of("1.50")).hasToString("1.50");
  }

  @Test
  void otherText_isNone() {
    for (String none :
        new String[] {
          "", "-", "+1", "01", "1.", ".1", "1e", "1e+", "NaN", " 1", "1 ", "0x1", "1_0", "١"
        }) {
      assertThatIllegalArgumentException().as(none).isThrownBy(() -> JsonNumber.of(none));
    }
  }

  private static void check(String text, long value) {
    assertThat(JsonNumber.of(text).asLong()).as(text).hasValue(value);
  }

  private static String random(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Integer.toString(random.nextInt(1_000_000));
      case 1 -> Double.toString(Double.longBitsToDouble(random.nextLong() & ~(1L << 62)));
      case 2 ->
          random.nextInt(10_000)
              + "."
              + Long.toString(random.nextLong() >>> (1 + random.nextInt(60)));
      default -> (random.nextLong() >> random.nextInt(63)) + "e" + (random.nextInt(60) - 30);
    };
  }
}
