package dev.sonde.wire.otlp;

import java.util.Map;

/// Units as OpenTelemetry writes them (UCUM), in words as Prometheus wants them.
///
/// @param main of the whole, such as `bytes`; empty when there is none to be said
/// @param per what it is divided by, such as `second`; empty when it is nothing
record MetricUnits(String main, String per) {
  private static final Map<String, String> MAIN =
      Map.ofEntries(
          Map.entry("d", "days"),
          Map.entry("h", "hours"),
          Map.entry("min", "minutes"),
          Map.entry("s", "seconds"),
          Map.entry("ms", "milliseconds"),
          Map.entry("us", "microseconds"),
          Map.entry("ns", "nanoseconds"),
          Map.entry("By", "bytes"),
          Map.entry("KiBy", "kibibytes"),
          Map.entry("MiBy", "mebibytes"),
          Map.entry("GiBy", "gibibytes"),
          Map.entry("TiBy", "tibibytes"),
          Map.entry("KBy", "kilobytes"),
          Map.entry("MBy", "megabytes"),
          Map.entry("GBy", "gigabytes"),
          Map.entry("TBy", "terabytes"),
          Map.entry("m", "meters"),
          Map.entry("V", "volts"),
          Map.entry("A", "amperes"),
          Map.entry("J", "joules"),
          Map.entry("W", "watts"),
          Map.entry("g", "grams"),
          Map.entry("Cel", "celsius"),
          Map.entry("Hz", "hertz"),
          Map.entry("1", ""),
          Map.entry("%", "percent"));
  private static final Map<String, String> PER =
      Map.of(
          "s", "second", "m", "minute", "h", "hour", "d", "day", "w", "week", "mo", "month", "y",
          "year");

  static MetricUnits of(String unit) {
    int slash = unit.indexOf('/');
    String main = slash < 0 ? unit : unit.substring(0, slash);
    String per = slash < 0 ? "" : unit.substring(slash + 1);
    return new MetricUnits(words(main.strip(), MAIN), words(per.strip(), PER));
  }

  /// The unit for people, as a family has it: `bytes`, `bytes_per_second`.
  String words() {
    return per.isEmpty() ? main : main.isEmpty() ? "per_" + per : main + "_per_" + per;
  }

  /// Annotations in braces are for people.
  private static String words(String unit, Map<String, String> known) {
    if (unit.indexOf('{') >= 0 || unit.indexOf('}') >= 0) {
      return "";
    }
    return MetricNames.clean(known.getOrDefault(unit, unit));
  }
}
