package dev.sonde.bench.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class HabitTest {
  @Test
  void go_writesShortestDigits() {
    check(0, "0");
    check(42, "42");
    check(-7, "-7");
    check(999_999, "999999");
    check(1_000_000, "1e+06");
    check(1_234_567, "1.234567e+06");
    check(-123_456_789_012.0, "-1.23456789012e+11");
    check(0.5, "0.5");
    check(0.00123, "0.00123");
    check(0.0001, "0.0001");
    check(0.00001234, "1.234e-05");
    check(123.456, "123.456");
    check(1_234_567.5, "1.2345675e+06");
    check(1e21, "1e+21");
    check(1.79e308, "1.79e+308");
  }

  @Test
  void go_readsBackAsTheSameValue() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 100_000; i++) {
      double value = random.nextDouble() * Math.pow(10, random.nextInt(-12, 18));
      assertThat(Double.parseDouble(written(Habit.GO, value))).isEqualTo(value);
    }
  }

  @Test
  void java_writesAsDoublesDo() {
    assertThat(written(Habit.JAVA, 42)).isEqualTo("42.0");
    assertThat(written(Habit.JAVA, 1_234_567_890)).isEqualTo("1.23456789E9");
  }

  private static void check(double value, String expected) {
    assertThat(written(Habit.GO, value)).isEqualTo(expected);
  }

  private static String written(Habit habit, double value) {
    var text = new Text();
    habit.write(value, text);
    return new String(text.copy(), StandardCharsets.US_ASCII);
  }
}
