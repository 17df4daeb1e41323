package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DecimalTest {
  private static final int TRIALS = 300_000;

  private final Decimal decimal = new Decimal();

  @Test
  void shortestFormsOfAnyDouble_areReadBack() {
    var random = new Random(1);
    for (int i = 0; i < TRIALS; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        check(Double.toString(value));
      }
    }
  }

  @Test
  void anyDigitsWithAnyExponent_areReadAsTheJdkReadsThem() {
    var random = new Random(2);
    for (int i = 0; i < TRIALS; i++) {
      var digits = new BigInteger(1 + random.nextInt(80), random).toString();
      int point = random.nextInt(digits.length() + 1);
      var sign = random.nextBoolean() ? "-" : "";
      var text = sign + digits.substring(0, point) + "." + digits.substring(point);
      check(random.nextBoolean() ? text : text + "e" + (random.nextInt(200) - 100));
    }
  }

  @Test
  void numbersHalfwayBetweenTwoDoubles_areRoundedToEven() {
    var random = new Random(3);
    for (int i = 0; i < TRIALS / 10; i++) {
      double value = random.nextLong() * Math.pow(2, random.nextInt(60) - 40);
      var halfway =
          new BigDecimal(value).add(new BigDecimal(Math.ulp(value)).divide(BigDecimal.TWO));
      check(halfway.toString());
      check(halfway.toPlainString());
      check(halfway + "1");
    }
  }

  @Test
  void thousandfold_cutsWhatIsBelow() {
    thousandfold("1520879607.789", 1520879607789L);
    thousandfold("1.0019", 1001);
    thousandfold("-1.0019", -1001);
    thousandfold("0.0001", 0);
    thousandfold("1e-300", 0);
    thousandfold("0e300", 0);
    thousandfold("1.5e3", 1_500_000);
    thousandfold("1604676851.1234567891234567", 1604676851123L);
    thousandfold("9223372036854775.807", Long.MAX_VALUE);
    thousandfold("9223372036854775.808", Long.MIN_VALUE);
    thousandfold("12345678901234567890.1", Long.MIN_VALUE);
    thousandfold("1e30", Long.MIN_VALUE);
  }

  @Test
  void numberTooLarge_isSaidSo() {
    for (var text : new String[] {"1e309", "-1.8e308", "9".repeat(400), "1e99999999999"}) {
      var bytes = text.getBytes(StandardCharsets.US_ASCII);
      assertThat(decimal.read(bytes, 0, bytes.length)).isEqualTo(Decimal.LARGE);
    }
  }

  private void thousandfold(String text, long expected) {
    read(text);
    assertThat(decimal.thousandfold()).as(text).isEqualTo(expected);
  }

  private void check(String text) {
    read(text);
    long expected = Double.doubleToRawLongBits(Double.parseDouble(text));
    if (Double.doubleToRawLongBits(decimal.value()) != expected) {
      assertThat(decimal.value()).as(text).isEqualTo(Double.parseDouble(text));
    }
  }

  private void read(String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(decimal.read(bytes, 0, bytes.length)).as(text).isEqualTo(bytes.length);
  }
}
