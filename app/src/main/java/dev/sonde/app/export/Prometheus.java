package dev.sonde.app.export;

import dev.sonde.api.Kind;
import dev.sonde.wire.ByteSink;
import java.util.List;

/// The Prometheus text format, version 0.0.4.
record Prometheus() implements Dialect {
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
  public List<String> parts(Kind kind) {
    return switch (kind) {
      case HISTOGRAM -> List.of("_bucket", "_count", "_sum");
      case GAUGE_HISTOGRAM -> List.of("_bucket", "_gcount", "_gsum");
      case SUMMARY -> List.of("_count", "_sum");
      case UNKNOWN, GAUGE, COUNTER, INFO, STATE_SET -> List.of();
    };
  }

  @Override
  public void head(Group group, ByteSink out) {
    if (!group.help().isEmpty()) {
      Text.metadata("HELP", group.family(), Text.line(group.help()), out);
    }
    Text.metadata("TYPE", group.family(), word(group.kind()), out);
  }

  @Override
  public String threshold(String text) {
    return text;
  }

  @Override
  public void time(long millis, ByteSink out) {
    out.number(millis);
  }

  @Override
  public void end(ByteSink out) {}
}
