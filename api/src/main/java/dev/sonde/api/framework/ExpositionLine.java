package dev.sonde.api.framework;

import dev.sonde.api.Labels;
import java.math.BigDecimal;
import java.util.TreeMap;

/// A value as a line of Prometheus' text format. What a name may not have becomes `_`.
final class ExpositionLine {
  private static final double SMALLEST_PLAIN = 1e-6;
  private static final double LARGEST_PLAIN = 1e21;

  private ExpositionLine() {}

  static String of(MetricValue of) {
    String time = of.timestamp().map(at -> " " + at.toEpochMilli()).orElse("");
    return legal(of.name(), true) + legal(of.labels()) + ' ' + number(of.value()) + time;
  }

  private static Labels legal(Labels labels) {
    var legal = new TreeMap<String, String>();
    labels.forEach((name, value) -> legal.putIfAbsent(legal(name, false), value));
    return Labels.of(legal);
  }

  private static String legal(String name, boolean colons) {
    var legal = new StringBuilder(name.length());
    name.codePoints().forEach(point -> legal.append(legal(point, legal.isEmpty(), colons)));
    return legal.toString();
  }

  private static char legal(int point, boolean first, boolean colons) {
    boolean fits =
        (point >= 'a' && point <= 'z')
            || (point >= 'A' && point <= 'Z')
            || point == '_'
            || (point >= '0' && point <= '9' && !first)
            || (point == ':' && colons);
    return fits ? (char) point : '_';
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    double size = Math.abs(value);
    return size >= SMALLEST_PLAIN && size < LARGEST_PLAIN ? plain(value) : Double.toString(value);
  }

  private static String plain(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
