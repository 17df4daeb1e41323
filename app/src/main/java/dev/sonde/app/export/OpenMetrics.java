package dev.sonde.app.export;

import dev.sonde.api.Kind;
import dev.sonde.wire.ByteSink;
import java.util.List;

/// The OpenMetrics text format, version 1.0.0.
record OpenMetrics() implements Dialect {
  private static final int SECOND = 1000;

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
  public List<String> parts(Kind kind) {
    return switch (kind) {
      case COUNTER -> List.of("_total", "_created");
      case HISTOGRAM -> List.of("_bucket", "_count", "_sum", "_created");
      case GAUGE_HISTOGRAM -> List.of("_bucket", "_gcount", "_gsum");
      case SUMMARY -> List.of("_count", "_sum", "_created");
      case INFO -> List.of("_info");
      case UNKNOWN, GAUGE, STATE_SET -> List.of();
    };
  }

  @Override
  public void head(Group group, ByteSink out) {
    String family = group.family();
    Text.metadata("TYPE", family, word(group.kind()), out);
    if (!group.unit().isEmpty() && family.endsWith("_" + group.unit()) && hasUnit(group.kind())) {
      Text.metadata("UNIT", family, group.unit(), out);
    }
    if (!group.help().isEmpty()) {
      Text.metadata("HELP", family, Text.line(group.help()).replace("\"", "\\\""), out);
    }
  }

  private static boolean hasUnit(Kind kind) {
    return kind != Kind.INFO && kind != Kind.STATE_SET;
  }

  @Override
  public String threshold(String text) {
    double number = Text.number(text);
    return Double.isNaN(number) ? text : Text.canonical(number);
  }

  @Override
  public void time(long millis, ByteSink out) {
    out.number(Math.floorDiv(millis, SECOND));
    int rest = Math.floorMod(millis, SECOND);
    if (rest != 0) {
      out.put('.');
      out.put(Integer.toString(SECOND + rest).substring(1));
    }
  }

  @Override
  public void end(ByteSink out) {
    out.put("# EOF\n");
  }
}
