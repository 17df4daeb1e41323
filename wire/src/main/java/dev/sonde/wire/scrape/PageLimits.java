package dev.sonde.wire.scrape;

/// How much of a page is taken.
///
/// @param longestLine in bytes, its line feed not counted; 1 MiB less one at most
/// @param mostLabels of one sample
public record PageLimits(int longestLine, int mostLabels) {
  /// What is usual: lines of any length, 256 labels.
  public static final PageLimits USUAL = new PageLimits(Shape.LONGEST, 256);

  public PageLimits {
    if (longestLine < 1 || longestLine > Shape.LONGEST) {
      throw new IllegalArgumentException("a line has 1 to " + Shape.LONGEST + " bytes");
    }
    if (mostLabels < 0) {
      throw new IllegalArgumentException("fewer than no labels");
    }
  }
}
