package dev.sonde.collectors.scrape;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import java.time.Duration;
import java.util.List;

/// What a scrape gave.
///
/// @param failure why it failed, in words; empty when it did not
/// @param note what is wrong with a page that was taken all the same; empty when nothing is
/// @param took with all tries
/// @param scraped samples on the page
/// @param kept samples left after metric relabelling
/// @param lines in the order of the page, and behind them what is said of the target (`up` …);
///   where a series stands there twice, the first one
public record Probed(
    String failure, String note, Duration took, int scraped, int kept, List<Line> lines) {
  /// One sample.
  ///
  /// @param timeMillis milliseconds since 1970, UTC
  public record Line(Family family, Labels labels, double value, long timeMillis) {}

  public Probed {
    lines = List.copyOf(lines);
  }
}
