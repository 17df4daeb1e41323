package dev.sonde.app.query;

/// The numbers below a chart, on as many lines as they need.
final class Figures {
  private static final int APART = 3;

  private final int margin;
  private final int width;
  private final Ink ink;
  private final StringBuilder out = new StringBuilder();
  private int column;

  /// @param margin columns before the first
  Figures(int margin, int width, Ink ink) {
    this.margin = margin;
    this.width = width;
    this.ink = ink;
  }

  static String of(Drawn series, Units units, int margin, Screen screen) {
    var figures = new Figures(margin, screen.width(), new Ink(screen.colors()));
    figures.add("min", units.shown(series.least()));
    figures.add("max", units.shown(series.most()));
    figures.add("mean", units.shown(series.mean()));
    figures.add("last", units.shown(series.last()));
    return figures.out.append('\n').toString();
  }

  private void add(String word, String value) {
    int length = word.length() + 1 + value.length();
    if (column == 0 || column + APART + length > width) {
      out.append('\n').repeat(' ', margin);
      column = margin;
    } else {
      out.repeat(' ', APART);
      column += APART;
    }
    out.append(ink.faint(word)).append(' ').append(ink.bold(value));
    column += length;
  }
}
