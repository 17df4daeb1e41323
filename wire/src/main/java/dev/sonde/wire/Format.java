package dev.sonde.wire;

import org.jspecify.annotations.Nullable;

/// What `/metrics` can answer with.
public enum Format {
  /// The live metrics JSON, for everyone who does not ask for something else.
  JSON_SNAPSHOT("application/json; charset=utf-8"),
  /// The Prometheus text format.
  TEXT_0_0_4("text/plain; version=0.0.4; charset=utf-8"),
  /// The OpenMetrics text format.
  OPENMETRICS_1_0("application/openmetrics-text; version=1.0.0; charset=utf-8");

  private final String contentType;

  Format(String contentType) {
    this.contentType = contentType;
  }

  /// What the answer's `Content-Type` says.
  public String contentType() {
    return contentType;
  }

  /// The format for a request's `Accept` header.
  ///
  /// A text format is chosen only by name: `application/openmetrics-text`, or `text/plain` with a
  /// `version`; wildcards and a bare `text/plain` get JSON. Among what is named the highest `q`
  /// wins; where they are equal, OpenMetrics before text before JSON. What can't be read is passed
  /// over.
  ///
  /// @param accept the header's value; several headers are joined with commas; null when absent
  public static Format choose(@Nullable String accept) {
    var best = JSON_SNAPSHOT;
    double bestQuality = 0;
    for (var range : MediaRange.all(accept == null ? "" : accept)) {
      var format = named(range);
      if (format != null && beats(format, range.quality(), best, bestQuality)) {
        best = format;
        bestQuality = range.quality();
      }
    }
    return best;
  }

  private static boolean beats(Format format, double quality, Format best, double bestQuality) {
    return quality > bestQuality
        || (quality == bestQuality && quality > 0 && format.compareTo(best) > 0);
  }

  private static @Nullable Format named(MediaRange range) {
    return switch (range.type()) {
      case "application/openmetrics-text" -> knows(range.version()) ? OPENMETRICS_1_0 : null;
      case "text/plain" -> range.version().isEmpty() ? null : TEXT_0_0_4;
      case "application/json" -> JSON_SNAPSHOT;
      default -> null;
    };
  }

  private static boolean knows(String version) {
    return version.isEmpty() || version.startsWith("1.") || version.equals("0.0.1");
  }
}
