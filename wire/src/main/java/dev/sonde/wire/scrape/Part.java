package dev.sonde.wire.scrape;

/// What of a metric a sample shows.
enum Part {
  VALUE("", ""),
  COUNT("_count", ""),
  SUM("_sum", ""),
  BUCKET("_bucket", "le"),
  QUANTILE("", "quantile");

  private final String suffix;
  private final String label;

  Part(String suffix, String label) {
    this.suffix = suffix;
    this.label = label;
  }

  /// What the sample's name has more than the family's.
  String suffix() {
    return suffix;
  }

  /// The label with a number that tells its samples apart, empty without one.
  String label() {
    return label;
  }
}
