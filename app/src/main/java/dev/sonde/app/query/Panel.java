package dev.sonde.app.query;

import java.util.Arrays;
import java.util.List;

/// One series, eight rows high.
final class Panel {
  private static final int ROWS = 8;
  private static final int MARGIN = 2;

  private final Chart chart;
  private final Drawn series;
  private final Screen screen;
  private final Instants instants;
  private final Glyphs glyphs;
  private final Ink ink;
  private final Units units;
  private final Scale scale;
  private final StringBuilder out = new StringBuilder();

  Panel(Chart chart, Drawn series, Screen screen, Instants instants) {
    this.chart = chart;
    this.series = series;
    this.screen = screen;
    this.instants = instants;
    this.glyphs = Glyphs.of(screen);
    this.ink = new Ink(screen.colors());
    this.units = Units.of(series.unit(), series.name(), chart.fold());
    this.scale = Scale.of(List.of(series));
  }

  String text() {
    int margin = Math.max(label(ROWS - 1).length(), label(0).length());
    margin = Math.max(margin, label(ROWS / 2).length()) + MARGIN;
    int width = screen.width() - margin - 2;
    double[] columns = Columns.of(series.values(), width, chart.fold());
    out.append('\n');
    for (int row = ROWS - 1; row >= 0; row--) {
      String label = label(row);
      out.repeat(' ', margin - label.length()).append(ink.faint(label + " " + glyphs.axis()));
      out.append(row(columns, row)).append('\n');
    }
    out.append(new TimeAxis(chart, glyphs, instants).text(margin + 1, width, ink));
    return out.append(Figures.of(series, units, margin + 2, screen)).toString();
  }

  /// Where all values are the same, they stand in the middle.
  private String label(int row) {
    if (scale.isFlat()) {
      return row == ROWS / 2 ? units.shown(scale.most()) : "";
    }
    return row == ROWS - 1 ? units.shown(scale.most()) : row == 0 ? units.shown(scale.least()) : "";
  }

  private String row(double[] columns, int row) {
    int levels = glyphs.levels().length();
    var line = new char[columns.length];
    Arrays.fill(line, ' ');
    for (int i = 0; i < columns.length; i++) {
      if (Double.isNaN(columns[i])) {
        line[i] = row == 0 ? glyphs.gap() : ' ';
      } else {
        int height = 1 + (int) Math.round(scale.share(columns[i]) * (ROWS * levels - 1));
        int here = height - row * levels;
        line[i] = here <= 0 ? ' ' : glyphs.levels().charAt(Math.min(here, levels) - 1);
      }
    }
    return ink.line(new String(line).stripTrailing());
  }
}
