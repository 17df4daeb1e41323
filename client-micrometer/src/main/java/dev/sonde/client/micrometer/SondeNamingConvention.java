package dev.sonde.client.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import org.jspecify.annotations.Nullable;

/// Names by the rules for Prometheus: snake case, the base unit behind, `_total` behind counters,
/// `_seconds` behind timers; what may not stand in a name becomes `_`.
final class SondeNamingConvention implements NamingConvention {
  private static final String TOTAL = "_total";

  @Override
  public String name(String name, Meter.Type type, @Nullable String baseUnit) {
    String snake = clean(snakeCase.name(name, type, baseUnit), true);
    String unit = baseUnit == null ? "" : clean(baseUnit, true);
    return switch (type) {
      case COUNTER -> ending(ending(bare(snake), unit), "total");
      case GAUGE, DISTRIBUTION_SUMMARY -> ending(snake, unit);
      case TIMER, LONG_TASK_TIMER -> ending(snake, "seconds");
      case OTHER -> snake;
    };
  }

  @Override
  public String tagKey(String key) {
    String name = clean(snakeCase.tagKey(key), false);
    int from = 0;
    while (name.startsWith("__", from)) {
      from++; // two are Prometheus' own
    }
    return name.substring(from);
  }

  private static String bare(String name) {
    return name.endsWith(TOTAL) && name.length() > TOTAL.length()
        ? name.substring(0, name.length() - TOTAL.length())
        : name;
  }

  private static String ending(String name, String end) {
    return end.isEmpty() || name.endsWith("_" + end) || name.equals(end) ? name : name + "_" + end;
  }

  /// @param colons may they stand in it?
  static String clean(String text, boolean colons) {
    var clean = new StringBuilder(text.length() + 1);
    text.codePoints()
        .forEach(each -> clean.append(isPart(each, colons) ? Character.toString(each) : "_"));
    boolean begins = !clean.isEmpty() && !isDigit(clean.charAt(0));
    return begins ? clean.toString() : "_" + clean;
  }

  private static boolean isPart(int each, boolean colons) {
    return (each >= 'a' && each <= 'z')
        || (each >= 'A' && each <= 'Z')
        || isDigit(each)
        || each == '_'
        || (each == ':' && colons);
  }

  private static boolean isDigit(int each) {
    return each >= '0' && each <= '9';
  }
}
