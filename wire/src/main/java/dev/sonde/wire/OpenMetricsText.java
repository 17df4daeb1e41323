package dev.sonde.wire;

import dev.sonde.api.Kind;
import java.util.List;

/// The OpenMetrics text format, version 1.0.0.
final class OpenMetricsText implements Dialect {
  private static final String TOTAL = "_total";
  private static final String INFO = "_info";
  private static final String CREATED = "_created";

  @Override
  public String word(Kind kind) {
    return switch (kind) {
      case UNKNOWN -> "unknown";
      case GAUGE -> "gauge";
      case COUNTER -> "counter";
      case HISTOGRAM -> "histogram";
      case GAUGE_HISTOGRAM -> "gaugehistogram";
      case SUMMARY -> "summary";
      case INFO -> "info";
      case STATE_SET -> "stateset";
    };
  }

  @Override
  public List<String> suffixes(Kind kind) {
    return switch (kind) {
      case UNKNOWN, GAUGE, STATE_SET -> List.of("");
      case COUNTER -> List.of(TOTAL, CREATED);
      case HISTOGRAM -> List.of("_bucket", "_count", "_sum", CREATED);
      case GAUGE_HISTOGRAM -> List.of("_bucket", "_gcount", "_gsum");
      case SUMMARY -> List.of("", "_count", "_sum", CREATED);
      case INFO -> List.of(INFO);
    };
  }

  @Override
  public List<String> claims(Kind kind) {
    return suffixes(kind);
  }

  @Override
  public String tail(Kind kind) {
    return switch (kind) {
      case COUNTER -> TOTAL;
      case INFO -> INFO;
      case UNKNOWN, GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY, STATE_SET -> "";
    };
  }

  @Override
  public boolean isStrict() {
    return true;
  }

  @Override
  public Values values(Place place, boolean belowZero) {
    return switch (place.suffix()) {
      case TOTAL, CREATED, "_sum" -> Values.AMOUNT;
      case "_bucket" -> Values.BUCKET;
      case "_count", "_gcount" -> Values.COUNT;
      case "_gsum" -> belowZero ? Values.NUMBER : Values.AMOUNT;
      default -> values(place.kind());
    };
  }

  private static Values values(Kind kind) {
    return switch (kind) {
      case INFO -> Values.ONE;
      case STATE_SET -> Values.ZERO_OR_ONE;
      case SUMMARY -> Values.NOT_BELOW_ZERO;
      case UNKNOWN, GAUGE, COUNTER, HISTOGRAM, GAUGE_HISTOGRAM -> Values.ANY;
    };
  }

  @Override
  public String threshold(double number) {
    var text = Thresholds.text(number);
    return Thresholds.isWhole(text) ? text + ".0" : text;
  }

  @Override
  public void head(Place family, ByteSink out) {
    var name = family.family();
    Text.metadata("TYPE", name, word(family.kind()), out);
    if (hasUnit(family)) {
      Text.metadata("UNIT", name, family.unit(), out);
    }
    if (!family.help().isEmpty()) {
      Text.metadata("HELP", name, Text.withoutBreaks(family.help()).replace("\"", "\\\""), out);
    }
  }

  private static boolean hasUnit(Place family) {
    return !family.unit().isEmpty()
        && family.kind() != Kind.INFO
        && family.kind() != Kind.STATE_SET
        && family.family().endsWith("_" + family.unit());
  }

  @Override
  public void time(long millis, ByteSink out) {
    out.number(millis / 1e3);
  }

  @Override
  public void end(ByteSink out) {
    out.put("# EOF\n");
  }
}
