package dev.sonde.collectors.scrape;

import dev.sonde.api.Family;
import java.util.List;

/// What is said of each target, as Prometheus names it.
public final class ScrapeFamilies {
  static final Family UP = Family.gauge("up", "", "1 when the target was scraped, 0 when not.");
  static final Family DURATION =
      Family.gauge("scrape_duration_seconds", "seconds", "How long the scrape took.");
  static final Family SCRAPED =
      Family.gauge("scrape_samples_scraped", "", "Samples on the target's page.");
  static final Family KEPT =
      Family.gauge(
          "scrape_samples_post_metric_relabeling", "", "Samples left after metric relabelling.");
  static final Family ADDED =
      Family.gauge(
          "scrape_series_added", "", "Series of this scrape that the one before did not have.");

  private ScrapeFamilies() {}

  /// All of them, in the order in which they are recorded.
  public static List<Family> all() {
    return List.of(UP, DURATION, SCRAPED, KEPT, ADDED);
  }
}
