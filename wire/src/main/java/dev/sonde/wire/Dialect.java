package dev.sonde.wire;

import dev.sonde.api.Kind;
import java.util.List;

/// What one text format does otherwise than the other.
sealed interface Dialect permits PrometheusText, OpenMetricsText {
  /// The format's word for a kind.
  String word(Kind kind);

  /// What samples of a kind may add to their family's name, in the order in which they are shown.
  List<String> suffixes(Kind kind);

  /// What readers take for samples of a family of this kind.
  List<String> claims(Kind kind);

  /// The end of the name under which a family of this kind is known, and which the format does not
  /// show as a part of the family's name.
  String tail(Kind kind);

  /// Must all be right about a histogram or summary, or only its thresholds?
  boolean isStrict();

  /// The values a sample may have.
  ///
  /// @param belowZero has the metric buckets for numbers below zero
  Values values(Place place, boolean belowZero);

  /// A threshold (`le`, `quantile`) as the format writes it.
  String threshold(double number);

  void head(Place family, ByteSink out);

  void time(long millis, ByteSink out);

  void end(ByteSink out);
}
