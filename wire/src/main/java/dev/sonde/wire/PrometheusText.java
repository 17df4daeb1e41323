package dev.sonde.wire;

import dev.sonde.api.Kind;
import java.util.List;

/// The Prometheus text format, version 0.0.4.
///
/// It has no infos and state sets, which are gauges there, and no gauge histograms: these are shown
/// as a histogram of their buckets, and two gauges for count and sum.
///
/// A name that ends as a part of a histogram does, and is none (`system_cpu_count`), is shown as
/// untyped: readers may take such an ending for a histogram's, and promtool objects to it
/// otherwise.
final class PrometheusText implements Dialect {
  private static final List<String> PARTS = List.of("_bucket", "_sum", "_count");

  @Override
  public String word(Kind kind) {
    return switch (kind) {
      case UNKNOWN -> "untyped";
      case GAUGE, INFO, STATE_SET -> "gauge";
      case COUNTER -> "counter";
      case HISTOGRAM, GAUGE_HISTOGRAM -> "histogram";
      case SUMMARY -> "summary";
    };
  }

  @Override
  public List<String> suffixes(Kind kind) {
    return switch (kind) {
      case UNKNOWN, GAUGE, COUNTER, INFO, STATE_SET -> List.of("");
      case HISTOGRAM -> PARTS;
      case GAUGE_HISTOGRAM -> List.of("_bucket");
      case SUMMARY -> List.of("", "_sum", "_count");
    };
  }

  @Override
  public List<String> claims(Kind kind) {
    return suffixes(kind == Kind.GAUGE_HISTOGRAM ? Kind.HISTOGRAM : kind);
  }

  @Override
  public String tail(Kind kind) {
    return "";
  }

  @Override
  public boolean isStrict() {
    return false;
  }

  @Override
  public Values values(Place place, boolean belowZero) {
    return Values.ANY;
  }

  @Override
  public String threshold(double number) {
    return Thresholds.text(number);
  }

  @Override
  public void head(Place family, ByteSink out) {
    if (!family.help().isEmpty()) {
      Text.metadata("HELP", family.family(), Text.withoutBreaks(family.help()), out);
    }
    Text.metadata("TYPE", family.family(), word(shown(family)), out);
  }

  private static Kind shown(Place family) {
    boolean hasParts =
        switch (family.kind()) {
          case HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY -> true;
          case UNKNOWN, GAUGE, COUNTER, INFO, STATE_SET -> false;
        };
    boolean looksLikePart = PARTS.stream().anyMatch(family.family()::endsWith);
    return looksLikePart && !hasParts ? Kind.UNKNOWN : family.kind();
  }

  @Override
  public void time(long millis, ByteSink out) {
    out.number(millis);
  }

  @Override
  public void end(ByteSink out) {}
}
