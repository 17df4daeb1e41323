package dev.sonde.app.query;

/// The characters a chart is made of.
///
/// @param levels from least to most of a cell
/// @param gap where there is no value
/// @param axis left of a chart
/// @param corner where the axes meet
/// @param ground below a chart
/// @param tick on the ground, above a time
record Glyphs(String levels, char gap, char axis, char corner, char ground, char tick) {
  private static final Glyphs BLOCKS = new Glyphs("▁▂▃▄▅▆▇█", '·', '┤', '└', '─', '┬');
  private static final Glyphs ASCII = new Glyphs("_.:-=+*#", ' ', '|', '+', '-', '+');

  static Glyphs of(Screen screen) {
    return screen.blocks() ? BLOCKS : ASCII;
  }

  /// The character that is this full.
  ///
  /// @param share from 0 to 1
  char level(double share) {
    int at = (int) Math.floor(share * levels.length());
    return levels.charAt(Math.clamp(at, 0, levels.length() - 1));
  }

  char full() {
    return levels.charAt(levels.length() - 1);
  }
}
