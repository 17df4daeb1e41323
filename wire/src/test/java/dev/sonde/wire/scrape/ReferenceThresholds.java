package dev.sonde.wire.scrape;

import dev.sonde.api.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Labels as Prometheus 3 takes them in: `le` and `quantile` written as Go's `%g` with a point.
final class ReferenceThresholds {
  private ReferenceThresholds() {}

  static Map<String, String> canonical(Kind kind, Map<String, String> labels) {
    var canonical = new TreeMap<>(labels);
    canonical.values().removeIf(String::isEmpty);
    var label = kind == Kind.HISTOGRAM ? "le" : kind == Kind.SUMMARY ? "quantile" : "";
    canonical.computeIfPresent(label, (name, value) -> number(value));
    return canonical;
  }

  private static String number(String text) {
    try {
      return go(ReferenceLine.number(text));
    } catch (ReferenceLine.Malformed e) {
      return text;
    }
  }

  static String go(double number) {
    if (Double.isNaN(number)) {
      return "NaN";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "+Inf" : "-Inf";
    }
    for (int digits = 1; digits < 18; digits++) {
      var text = String.format(Locale.ROOT, "%." + (digits - 1) + "e", number);
      if (Double.parseDouble(text) == number) {
        return general(text, digits, number);
      }
    }
    throw new IllegalStateException("17 digits are enough");
  }

  private static String general(String scientific, int digits, double number) {
    int exponent =
        number == 0 ? 0 : Integer.parseInt(scientific.substring(scientific.indexOf('e') + 1));
    if (exponent < -4 || exponent >= 6) {
      return scientific;
    }
    int decimals = Math.max(digits - 1 - exponent, 1);
    var text = String.format(Locale.ROOT, "%." + decimals + "f", number == 0 ? 0.0 : number);
    return text;
  }
}
