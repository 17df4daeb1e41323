package dev.sonde.wire;

import dev.sonde.api.Labels;
import org.jspecify.annotations.Nullable;

/// A row of a page on its way to its line.
///
/// @param part the label that tells samples of one metric apart, when the kind has one
/// @param metric the labels of the metric to which the sample belongs: all but that one
/// @param threshold the number in that label; NaN when there is none, or it is no number
record Entry(
    int row, Place place, Labels labels, @Nullable String part, Labels metric, double threshold) {
  static Entry of(int row, Place place, Labels labels) {
    var part = part(place);
    var text = part == null ? null : labels.value(part);
    if (part == null || text == null) {
      return new Entry(row, place, labels, part, labels, Double.NaN);
    }
    return new Entry(row, place, labels, part, labels.with(part, ""), Thresholds.parse(text));
  }

  Entry alone() {
    return of(row, place.alone(), labels);
  }

  /// The labels, with the threshold as the format writes it.
  Labels labels(Dialect dialect) {
    return part == null || Double.isNaN(threshold)
        ? labels
        : labels.with(part, dialect.threshold(threshold));
  }

  private static @Nullable String part(Place place) {
    return switch (place.kind()) {
      case HISTOGRAM, GAUGE_HISTOGRAM -> place.suffix().equals("_bucket") ? "le" : null;
      case SUMMARY -> place.suffix().isEmpty() ? "quantile" : null;
      case STATE_SET -> place.family();
      case UNKNOWN, GAUGE, COUNTER, INFO -> null;
    };
  }
}
