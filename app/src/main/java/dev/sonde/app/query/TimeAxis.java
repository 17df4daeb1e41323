package dev.sonde.app.query;

import java.util.Arrays;

/// The ground of a chart, with times below it.
record TimeAxis(Chart chart, Glyphs glyphs, Instants instants) {
  private static final int APART = 4;
  private static final long DAY = 86_400;
  private static final long[] SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, DAY
  };

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
    int wide = label(chart.fromMillis()).length();
    long each = each((wide + APART) * (double) length() / width);
    long offset = instants.offset(chart.fromMillis());
    var line = new StringBuilder();
    for (long at = Math.ceilDiv(chart.fromMillis() + offset, each) * each - offset;
        at < chart.toMillis();
        at += each) {
      int column = (int) ((at - chart.fromMillis()) * width / length());
      if (column + wide <= width) {
        line.repeat(' ', Math.max(0, column - line.length())).append(label(at));
        ground[column] = glyphs.tick();
      }
    }
    return line.toString();
  }

  /// The first usual length that is no shorter.
  private static long each(double millis) {
    for (long seconds : SECONDS) {
      if (seconds * 1000 >= millis) {
        return seconds * 1000;
      }
    }
    return (long) Math.ceil(millis / (DAY * 1000)) * DAY * 1000;
  }

  private long length() {
    return Math.max(1, chart.toMillis() - chart.fromMillis());
  }

  private String label(long millis) {
    return instants.tick(millis, length());
  }
}
