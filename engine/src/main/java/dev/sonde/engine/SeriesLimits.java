package dev.sonde.engine;

/// How many series there may be at the doors, and how large one may be.
///
/// @param maxSeries live series in the whole process
/// @param maxLabels labels of one series
/// @param maxLabelBytes bytes of all names and values of one series' labels
public record SeriesLimits(int maxSeries, int maxLabels, int maxLabelBytes) {
  /// Room for 200,000 series, far above one machine and far below what would hurt it.
  public static final SeriesLimits DEFAULT = new SeriesLimits(200_000, 64, 16 * 1024);
}
