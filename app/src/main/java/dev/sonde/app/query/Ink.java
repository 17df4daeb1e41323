package dev.sonde.app.query;

/// Colours, or none.
record Ink(boolean colors) {
  private static final char ESCAPE = 27;

  /// The line of a chart.
  String line(String text) {
    return in(text, "36");
  }

  /// What stands behind other things: scales, gaps.
  String faint(String text) {
    return in(text, "2");
  }

  String bold(String text) {
    return in(text, "1");
  }

  private String in(String text, String code) {
    return colors && !text.isBlank() ? ESCAPE + "[" + code + "m" + text + ESCAPE + "[0m" : text;
  }
}
