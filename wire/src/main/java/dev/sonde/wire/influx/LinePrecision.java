package dev.sonde.wire.influx;

import dev.sonde.wire.scrape.PageSink;

/// What the timestamps of lines count.
public enum LinePrecision {
  NS(1, 1_000_000),
  US(1, 1_000),
  MS(1, 1),
  S(1_000, 1);

  private final long millis;
  private final long parts;

  /// @param millis of one unit
  /// @param parts units of one millisecond
  LinePrecision(long millis, long parts) {
    this.millis = millis;
    this.parts = parts;
  }

  /// Milliseconds since 1970, earlier ones where it is not whole; [PageSink#UNTIMED] when there is
  /// no such instant.
  long millis(long time) {
    return Math.abs(time / parts) > Long.MAX_VALUE / millis - 1
        ? PageSink.UNTIMED
        : Math.floorDiv(time, parts) * millis;
  }
}
