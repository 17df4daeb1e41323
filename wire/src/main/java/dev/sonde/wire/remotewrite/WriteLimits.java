package dev.sonde.wire.remotewrite;

/// How much of one request is taken. Beyond the first three and the last the request is refused as
/// a whole, beyond the others a time series.
///
/// @param mostSeries time series, those that stand twice counted twice
/// @param mostSamples samples, native histograms and exemplars
/// @param mostBuckets buckets and spans of native histograms
/// @param mostLabels of one time series
/// @param mostLabelBytes names and values of one time series, together
/// @param mostSymbols of a request of 2.0
public record WriteLimits(
    int mostSeries,
    int mostSamples,
    int mostBuckets,
    int mostLabels,
    int mostLabelBytes,
    int mostSymbols) {
  /// What is usual: 500,000 time series, a million samples, a million buckets; 128 labels of 64 KiB
  /// together; a million symbols.
  public static final WriteLimits USUAL =
      new WriteLimits(500_000, 1_000_000, 1_000_000, 128, 64 << 10, 1_000_000);

  public WriteLimits {
    if (mostSeries < 1 || mostSamples < 1 || mostLabels < 1 || mostLabelBytes < 1) {
      throw new IllegalArgumentException("a request has a series, a label and a sample at least");
    }
    if (mostBuckets < 0 || mostSymbols < 1) {
      throw new IllegalArgumentException("a request of 2.0 has one symbol at least");
    }
  }
}
