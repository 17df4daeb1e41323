package dev.sonde.wire.histogram;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// The numbers in `le` and `quantile`. One number has one form, that of OpenMetrics, whatever the
/// page says: `1` and `1.0` are one bucket, also when a target changes its format.
public final class Thresholds {
  private static final int LARGEST_POSITIONAL = 6;

  private Thresholds() {}

  /// The canonical form.
  public static String text(double number) {
    if (!Double.isFinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
    if (number == 0) {
      return "0.0";
    }
    var exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    if (exact.precision() == 2) {
      exact = shortest(exact, number);
    }
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent < -4 || exponent >= LARGEST_POSITIONAL) {
      var mantissa = exact.movePointLeft(exponent).stripTrailingZeros().toPlainString();
      return mantissa + String.format(Locale.ROOT, "e%+03d", exponent);
    }
    var plain = exact.toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  /// The JDK always gives two digits; where the smallest numbers of all need but one, this is it.
  private static BigDecimal shortest(BigDecimal exact, double number) {
    var one = exact.round(new MathContext(1));
    return one.doubleValue() == number ? one : exact;
  }
}
