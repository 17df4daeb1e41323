package dev.sonde.wire.remotewrite;

/// The numbers of the fields in which the protocols differ; 0 for one that a protocol has not.
///
/// @param series time series, in a request
/// @param symbols in a request
/// @param families metadata, in a request
/// @param histograms in a time series
/// @param exemplars in a time series
/// @param metadata in a time series
record RequestLayout(
    int series, int symbols, int families, int histograms, int exemplars, int metadata) {
  /// In a time series of both.
  static final int LABELS = 1;

  /// In a time series of both.
  static final int SAMPLES = 2;

  static RequestLayout of(Protocol protocol) {
    return switch (protocol) {
      case ONE -> new RequestLayout(1, 0, 3, 4, 3, 0);
      case TWO -> new RequestLayout(5, 4, 0, 3, 4, 5);
    };
  }

  boolean isValue(int field) {
    return field == SAMPLES || field == histograms;
  }
}
