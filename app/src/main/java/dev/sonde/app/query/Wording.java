package dev.sonde.app.query;

import dev.sonde.engine.config.Durations;
import java.time.Duration;

/// What a chart shows, in words.
final class Wording {
  private Wording() {}

  /// `average of every 1m, 2026-01-01 11:00 to 12:00 UTC`
  static String of(Chart chart, Instants instants) {
    return fold(chart.fold())
        + Durations.show(Duration.ofMillis(chart.stepMillis()))
        + ", "
        + instants.span(chart.fromMillis(), chart.toMillis());
  }

  private static String fold(String word) {
    return switch (word) {
      case "avg" -> "average of every ";
      case "min" -> "least of every ";
      case "max" -> "most of every ";
      case "last" -> "last of every ";
      case "sum" -> "sum of every ";
      case "count" -> "samples in every ";
      case "rate" -> "rate over every ";
      default -> word + " of every ";
    };
  }
}
