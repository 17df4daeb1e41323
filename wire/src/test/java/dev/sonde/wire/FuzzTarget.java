package dev.sonde.wire;

/// A target whose pages change and are spoilt; each is read and held against a reference.
public interface FuzzTarget {
  /// Reads the next page.
  ///
  /// @throws AssertionError when it was not read as the reference reads it
  Tried next();

  /// What the page after this one is, for whoever looks for a mistake.
  String says();

  /// What became of a page.
  ///
  /// @param format as people call it
  /// @param refused by both readers, as a whole
  /// @param exemplars that were given
  /// @param histograms that were given whole
  record Tried(String format, boolean refused, int samples, int exemplars, int histograms) {
    public static Tried refused(String format) {
      return new Tried(format, true, 0, 0, 0);
    }
  }
}
