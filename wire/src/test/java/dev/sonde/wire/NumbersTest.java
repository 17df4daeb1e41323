package dev.sonde.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class NumbersTest {
  private final ByteSink sink = new ByteSink();

  @Test
  void double_isWrittenShort() {
    check(0.0, "0");
    check(-0.0, "-0");
    check(1, "1");
    check(-1.5, "-1.5");
    check(0.1, "0.1");
    check(99.99, "99.99");
    check(0.1 + 0.2, "0.30000000000000004");
    check(12345678.9, "12345678.9");
    check(100.0 / 3, "33.333333333333336");
    check(9007199254740991.0, "9007199254740991");
    check(9007199254740992.0, "9007199254740992");
    check(1.8446744073709552e19, "18446744073709552000");
    check(1e20, "100000000000000000000");
    check(1e21, "1e+21");
    check(1.5e300, "1.5e+300");
    check(1e-6, "0.000001");
    check(1.2345e-6, "0.0000012345");
    check(0.00012345678901234567, "0.00012345678901234567");
    check(9.5e-7, "9.5e-7");
    check(Double.MIN_VALUE, "5e-324");
    check(-2 * Double.MIN_VALUE, "-1e-323");
    check(3 * Double.MIN_VALUE, "1.5e-323");
    check(20 * Double.MIN_VALUE, "1e-322");
    check(2e23, "2e+23");
    check(Double.MAX_VALUE, "1.7976931348623157e+308");
  }

  @Test
  void specialDouble_isWrittenAsInGo() {
    check(Double.NaN, "NaN");
    check(Double.POSITIVE_INFINITY, "+Inf");
    check(Double.NEGATIVE_INFINITY, "-Inf");
  }

  @Test
  void long_isWrittenWhole() {
    for (long number : new long[] {0, 7, -7, 10, 1_000_000, Long.MAX_VALUE, Long.MIN_VALUE}) {
      sink.clear();
      sink.number(number);
      assertThat(sink).hasToString(Long.toString(number));
    }
  }

  @Test
  void anyDouble_readsBackTheSame() {
    var random = new Random(25);
    for (int i = 0; i < 500_000; i++) {
      roundTrip(Double.longBitsToDouble(random.nextLong()));
      roundTrip(random.nextInt() / Math.pow(10, random.nextInt(12)));
      roundTrip(random.nextLong() / Math.pow(10, random.nextInt(24)));
      roundTrip(random.nextDouble() * Math.pow(10, random.nextInt(40) - 15));
    }
  }

  @Test
  void neighboursOfPowers_readBackTheSame() {
    for (int exponent = -330; exponent < 310; exponent++) {
      double power = Double.parseDouble("1e" + exponent);
      double value = power;
      for (int i = 0; i < 50; i++) {
        roundTrip(value);
        value = Math.nextUp(value);
      }
      value = power;
      for (int i = 0; i < 50; i++) {
        roundTrip(value);
        value = Math.nextDown(value);
      }
    }
  }

  @Test
  void everyShortDecimal_keepsItsDigits() {
    for (int digits = 1; digits < 100_000; digits++) {
      var text = "0.%05d".formatted(digits).replaceAll("0+$", "");
      check(Double.parseDouble(text), text);
      check(Double.parseDouble("12345" + text.substring(1)), "12345" + text.substring(1));
    }
  }

  @Test
  void smallestNumbers_haveNoMoreDigitsThanTheyNeed() {
    for (int i = 1; i < 2_000; i++) {
      double value = i * Double.MIN_VALUE;
      roundTrip(value);
      String shortest =
          java.util.stream.IntStream.range(0, 17)
              .mapToObj(digits -> ("%." + digits + "e").formatted(value))
              .filter(each -> Double.parseDouble(each) == value)
              .findFirst()
              .orElseThrow();
      assertThat(digits(sink.toString())).isEqualTo(digits(shortest));
    }
  }

  private void roundTrip(double value) {
    sink.clear();
    sink.number(value);
    var text = sink.toString();
    if (Double.isFinite(value)) {
      if (Double.doubleToRawLongBits(Double.parseDouble(text))
          != Double.doubleToRawLongBits(value)) {
        assertThat(text).isEqualTo(Double.toString(value));
      }
      if (digits(text) > digits(Double.toString(value))) {
        assertThat(text).as("no more digits than the shortest form").isEqualTo("" + value);
      }
    }
  }

  private static long digits(String text) {
    var mantissa = text.replaceAll("[eE].*", "").replaceAll("[-.]", "");
    return mantissa.replaceAll("^0+", "").replaceAll("0+$", "").length();
  }

  private void check(double value, String expected) {
    sink.clear();
    sink.number(value);
    assertThat(sink).hasToString(expected);
  }
}
