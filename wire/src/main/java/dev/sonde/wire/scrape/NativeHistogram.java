package dev.sonde.wire.scrape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A native histogram: buckets whose bounds follow from a formula.
///
/// Bucket `i` above zero reaches from `b(i-1)`, exclusive, to `b(i)`, inclusive, where `b(i)` is
/// two to the power of `i / 2^schema`; those below zero mirror it. With [#CUSTOM] the bounds are
/// those in `customBounds`, and the first bucket is 0.
///
/// @param schema -4 to 8, or [#CUSTOM]
/// @param floating are its counts numbers with a fraction?
/// @param count of all observations
/// @param sum of all observations
/// @param zeroThreshold how far from zero the bucket of zero reaches, to both sides
/// @param zeroCount observations in it
/// @param positive buckets above zero
/// @param negative buckets below zero
/// @param customBounds in ascending order, without infinity; empty unless the schema is [#CUSTOM]
public record NativeHistogram(
    int schema,
    boolean floating,
    double count,
    double sum,
    double zeroThreshold,
    double zeroCount,
    Side positive,
    Side negative,
    List<Double> customBounds) {
  /// The schema of histograms with bounds of their own.
  public static final int CUSTOM = -53;

  /// The coarsest schema with a formula: each bucket reaches to 65,536 times the one before.
  public static final int COARSEST = -4;

  /// The finest schema with a formula.
  public static final int FINEST = 8;

  /// Buckets in a row.
  ///
  /// @param offset buckets between the span before and this one; of the first, the index it begins
  ///   with
  /// @param length how many buckets
  public record Span(int offset, int length) {}

  /// The buckets on one side of zero.
  ///
  /// @param spans where they are
  /// @param counts of each bucket on its own, in the order of the spans
  public record Side(List<Span> spans, List<Double> counts) {
    /// Copies its lists.
    public Side {
      spans = List.copyOf(spans);
      counts = List.copyOf(counts);
    }
  }

  /// Copies its list.
  public NativeHistogram {
    customBounds = List.copyOf(customBounds);
  }

  /// Reads one message `io.prometheus.client.Histogram`. The bounds of schema [#CUSTOM] are those
  /// of its classic buckets.
  ///
  /// @param from where it begins, inclusive
  /// @param to where it ends, exclusive
  /// @return empty when it has classic buckets only
  /// @throws PageException with the byte and the reason when it can't be read
  public static Optional<NativeHistogram> read(byte[] message, int from, int to)
      throws PageException {
    var wire = new WireReader();
    wire.begin(message, from, to);
    var histogram = new HistogramMessage();
    histogram.clear();
    histogram.read(wire);
    histogram.settle(wire);
    return histogram.isNative() ? Optional.of(of(histogram)) : Optional.empty();
  }

  private static NativeHistogram of(HistogramMessage histogram) {
    var bounds = new ArrayList<Double>();
    for (int i = 0; histogram.schema() == CUSTOM && i < histogram.bounds(); i++) {
      bounds.add(histogram.bound(i));
    }
    return new NativeHistogram(
        histogram.schema(),
        histogram.floating(),
        histogram.count(),
        histogram.sum(),
        histogram.zeroThreshold(),
        histogram.zeroCount(),
        histogram.positive().copy(),
        histogram.negative().copy(),
        bounds);
  }
}
