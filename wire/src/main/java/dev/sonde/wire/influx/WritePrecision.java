package dev.sonde.wire.influx;

import dev.sonde.wire.scrape.PageSink;
import java.util.Optional;

/// What the timestamps of written lines count, by the words of InfluxDB's `precision=`.
public enum WritePrecision {
  NS(LinePrecision.NS, 1),
  US(LinePrecision.US, 1),
  MS(LinePrecision.MS, 1),
  S(LinePrecision.S, 1),
  M(LinePrecision.S, 60),
  H(LinePrecision.S, 3_600);

  private final LinePrecision unit;
  private final long units;

  WritePrecision(LinePrecision unit, long units) {
    this.unit = unit;
    this.units = units;
  }

  /// By the words of `/write`: `n`, `ns`, `u`, `us`, `µ`, `ms`, `s`, `m`, `h`; nothing is `ns`.
  ///
  /// @return empty for any other word
  public static Optional<WritePrecision> ofOne(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "", "n", "ns" -> NS;
          case "u", "us", "µ" -> US;
          case "ms" -> MS;
          case "s" -> S;
          case "m" -> M;
          case "h" -> H;
          default -> null;
        });
  }

  /// By the words of `/api/v2/write`: `ns`, `us`, `ms`, `s`; nothing is `ns`.
  ///
  /// @return empty for any other word
  public static Optional<WritePrecision> ofTwo(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "", "ns" -> NS;
          case "us" -> US;
          case "ms" -> MS;
          case "s" -> S;
          default -> null;
        });
  }

  LinePrecision unit() {
    return unit;
  }

  /// Milliseconds of what was read by [#unit]; as good as never when they are too many.
  long millis(long read) {
    boolean fits = Math.abs(read / units) <= Long.MAX_VALUE / units / units;
    return read == PageSink.UNTIMED || fits ? read * units : Long.MAX_VALUE;
  }
}
