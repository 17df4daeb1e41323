package dev.sonde.wire;

/// The numbers in `le` and `quantile`.
final class Thresholds {
  private static final int LONGEST = 64;

  private Thresholds() {}

  /// The number, NaN when it is none.
  static double parse(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> number(text);
    };
  }

  static String text(double number) {
    var sink = new ByteSink();
    sink.put(number);
    return sink.toString();
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
