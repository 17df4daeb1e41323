package dev.sonde.wire;

import java.math.BigDecimal;
import java.util.Locale;

/// The numbers in `le` and `quantile`.
final class Thresholds {
  private static final int LONGEST = 64;
  private static final int LARGEST_POSITIONAL = 6;

  private Thresholds() {}

  /// The number, NaN when it is none.
  static double parse(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> number(text);
    };
  }

  /// The number as Go writes it, which OpenMetrics calls canonical: `2.5`, `1e+06`.
  static String text(double number) {
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    var decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    boolean positional = exponent >= -4 && exponent < LARGEST_POSITIONAL;
    return positional || number == 0 ? decimal.toPlainString() : exponential(decimal, exponent);
  }

  private static String exponential(BigDecimal decimal, int exponent) {
    var mantissa = decimal.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa + String.format(Locale.ROOT, "e%+03d", exponent);
  }

  static boolean isWhole(String text) {
    return text.matches("-?\\d+");
  }

  private static double number(String text) {
    if (text.length() > LONGEST || !text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
      return Double.NaN;
    }
    return Double.parseDouble(text);
  }
}
