package dev.sonde.wire.json;

import dev.sonde.api.Settings;
import java.util.List;

/// A form that is configured: metrics, each found by a path.
///
/// @param metrics in the order in which they are looked for
/// @param maxNodes that one page's paths may find, all together
/// @param maxSeries of one page
/// @param broken what becomes of text that is none
public record JsonMapping(
    List<JsonMetric> metrics, int maxNodes, int maxSeries, JsonRules.Broken broken)
    implements JsonForm {
  private static final int LARGEST = 10_000_000;
  private static final int MAX_SERIES = 50_000;

  public JsonMapping {
    metrics = List.copyOf(metrics);
  }

  /// Reads a mapping.
  public static JsonMapping read(Settings settings) {
    return new JsonMapping(
        settings.sections("metrics", "What to take from the page.", MetricReader::read),
        (int)
            settings.integer(
                "max_nodes",
                JsonPath.MAX_NODES,
                1,
                LARGEST,
                "Nodes that the paths may find on one page, all together; beyond it the scrape fails."),
        (int)
            settings.integer(
                "max_series",
                MAX_SERIES,
                1,
                LARGEST,
                "Series of one page; beyond it the scrape fails."),
        settings.choice(
            "broken_text",
            JsonRules.Broken.REFUSE,
            "Whether a page with bytes that are not UTF-8 fails, or has them replaced."));
  }
}
