package dev.sonde.app.query;

import java.util.Arrays;

/// The ground of a chart, with times below it.
record TimeAxis(Chart chart, Glyphs glyphs, Instants instants) {
  private static final int APART = 8;

  /// @param margin columns before it
  String text(int margin, int width, Ink ink) {
    var ground = new char[width];
    Arrays.fill(ground, glyphs.ground());
    String times = times(width, ground);
    return " ".repeat(margin)
        + ink.faint(glyphs.corner() + new String(ground))
        + '\n'
        + " ".repeat(margin + 1)
        + ink.faint(times)
        + '\n';
  }

  /// The line of times alone.
  String times(int width) {
    return times(width, new char[width]);
  }

  private String times(int width, char[] ground) {
    int length = label(0, width).length();
    int count = Math.max(1, width / (length + APART));
    var line = new StringBuilder();
    for (int i = 0; i <= count; i++) {
      int at = (int) ((long) i * width / count);
      String label = label(at, width);
      int start = i == count ? width - label.length() : at;
      if (start >= line.length() + (i == 0 ? 0 : 1)) {
        line.repeat(' ', start - line.length()).append(label);
        ground[Math.min(at, width - 1)] = glyphs.tick();
      }
    }
    return line.toString();
  }

  private String label(int column, int width) {
    long length = chart.toMillis() - chart.fromMillis();
    return instants.tick(chart.fromMillis() + length * column / width, length);
  }
}
