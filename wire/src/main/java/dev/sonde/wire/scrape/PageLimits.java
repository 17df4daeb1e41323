package dev.sonde.wire.scrape;

/// How much of a page is taken.
///
/// @param longestLine in bytes, its line feed not counted; 1 MiB less one at most
/// @param mostLabels of one sample
/// @param mostLines samples, duplicates and lines about families together, on one page
public record PageLimits(int longestLine, int mostLabels, int mostLines) {
  /// What is usual: lines of any length, 256 labels, a million lines.
  public static final PageLimits USUAL = new PageLimits(Shape.LONGEST, 256, 1_000_000);

  public PageLimits {
    if (longestLine < 1 || longestLine > Shape.LONGEST) {
      throw new IllegalArgumentException("a line has 1 to " + Shape.LONGEST + " bytes");
    }
    if (mostLines < 1) {
      throw new IllegalArgumentException("fewer than one line");
    }
    if (mostLabels < 0) {
      throw new IllegalArgumentException("fewer than no labels");
    }
  }

  /// The same for pages of so many lines.
  ///
  /// @throws IllegalArgumentException for fewer than one
  public PageLimits withLines(int most) {
    return new PageLimits(longestLine, mostLabels, most);
  }
}
