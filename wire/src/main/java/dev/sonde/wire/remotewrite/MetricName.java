package dev.sonde.wire.remotewrite;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A metric's name, and what a request said of it.
final class MetricName {
  private static final List<String> SUFFIXES =
      List.of("_bucket", "_count", "_sum", "_gcount", "_gsum");

  private final String text;
  private final @Nullable String suffix;
  private final String stem;

  /// The request that the rest is of.
  long request;

  /// Its symbol.
  int reference;

  /// Where the request's metadata for it begins and ends; empty when nothing is known.
  int metadataFrom;

  int metadataTo;

  MetricName(String text) {
    this.text = text;
    suffix = SUFFIXES.stream().filter(text::endsWith).findFirst().orElse(null);
    stem = suffix == null ? text : text.substring(0, text.length() - suffix.length());
  }

  String text() {
    return text;
  }

  /// What is known of it: its own family, or that of the histogram or summary it is a part of.
  @Nullable Family family(Function<String, @Nullable Family> families) {
    Family own = families.apply(text);
    if (own != null || suffix == null) {
      return own;
    }
    Family whole = families.apply(stem);
    return whole != null && parts(whole.kind()).contains(suffix) ? whole : null;
  }

  private static List<String> parts(Kind kind) {
    return switch (kind) {
      case HISTOGRAM -> List.of("_bucket", "_count", "_sum");
      case GAUGE_HISTOGRAM -> List.of("_bucket", "_gcount", "_gsum");
      case SUMMARY -> List.of("_count", "_sum");
      case UNKNOWN, GAUGE, COUNTER, INFO, STATE_SET -> List.of();
    };
  }
}
