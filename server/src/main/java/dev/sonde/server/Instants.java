package dev.sonde.server;

import java.time.Instant;

/// Instants and time spans as readers of the JSON expect them.
final class Instants {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Instants() {}

  /// `2024-01-15T10:30:00Z`
  static String seconds(long millis) {
    return Instant.ofEpochSecond(Math.floorDiv(millis, 1000)).toString();
  }

  /// `2024-01-15T10:30:00.123Z`
  static String millis(long millis) {
    String text = Instant.ofEpochMilli(millis).toString();
    return text.length() == "2024-01-15T10:30:00Z".length() ? text.replace("Z", ".000Z") : text;
  }

  /// A time span as Go writes it: `1h23m45.678901234s`, `2m0s`, `350ms`.
  static String goDuration(long nanos) {
    if (nanos < NANOS_PER_SECOND) {
      return smallDuration(nanos);
    }
    long seconds = nanos / NANOS_PER_SECOND;
    var out = new StringBuilder();
    if (seconds >= 3600) {
      out.append(seconds / 3600).append('h');
    }
    if (seconds >= 60) {
      out.append(seconds / 60 % 60).append('m');
    }
    return decimal(out, seconds % 60, nanos % NANOS_PER_SECOND, 9).append('s').toString();
  }

  private static String smallDuration(long nanos) {
    if (nanos >= 1_000_000) {
      return decimal(new StringBuilder(), nanos / 1_000_000, nanos % 1_000_000, 6)
          .append("ms")
          .toString();
    }
    if (nanos >= 1_000) {
      return decimal(new StringBuilder(), nanos / 1_000, nanos % 1_000, 3).append("µs").toString();
    }
    return nanos == 0 ? "0s" : nanos + "ns";
  }

  private static StringBuilder decimal(StringBuilder out, long whole, long fraction, int digits) {
    out.append(whole);
    if (fraction != 0) {
      String text = Long.toString(fraction);
      out.append('.').repeat('0', digits - text.length()).append(text);
      while (out.charAt(out.length() - 1) == '0') {
        out.setLength(out.length() - 1);
      }
    }
    return out;
  }
}
