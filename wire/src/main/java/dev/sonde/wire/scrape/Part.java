package dev.sonde.wire.scrape;

/// What of a metric a sample shows.
enum Part {
  VALUE(0, "", ""),
  COUNT(1, "_count", ""),
  SUM(2, "_sum", ""),
  BUCKET(3, "_bucket", "le"),
  QUANTILE(4, "", "quantile");

  private final int number;
  private final String suffix;
  private final String label;

  Part(int number, String suffix, String label) {
    this.number = number;
    this.suffix = suffix;
    this.label = label;
  }

  /// Tells it apart in hashes.
  int number() {
    return number;
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
