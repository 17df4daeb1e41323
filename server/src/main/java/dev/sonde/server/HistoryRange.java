package dev.sonde.server;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How far back `/api/metrics/history` may look.
record HistoryRange(String word, Duration length) {
  static final String USUAL = "24h";

  private static final List<HistoryRange> ALL =
      List.of(
          of("1h", 1),
          of("6h", 6),
          of("12h", 12),
          of("24h", 24),
          of("48h", 48),
          of("7d", 7 * 24),
          of("30d", 30 * 24));

  private static final int POINTS = 100;

  static Optional<HistoryRange> of(String word) {
    return ALL.stream().filter(each -> each.word().equals(word)).findFirst();
  }

  /// All of them.
  static String words() {
    return String.join(", ", ALL.stream().map(HistoryRange::word).toList());
  }

  /// Between two points: whole minutes, at least one.
  long stepMillis() {
    return Duration.ofMinutes(Math.max(1, length.toHours() / POINTS)).toMillis();
  }

  private static HistoryRange of(String word, int hours) {
    return new HistoryRange(word, Duration.ofHours(hours));
  }
}
