package dev.sonde.wire.json;

import java.util.EnumMap;
import java.util.Map;

/// What became of one page.
///
/// @param series given to the sink
/// @param duplicates samples of a series that the page had already
/// @param skipped how many gave no sample, by reason
/// @param example the first of those, with its path; empty when there is none
public record JsonReport(
    int series, int duplicates, Map<JsonSkip, Integer> skipped, String example) {

  /// How many gave no sample.
  public int allSkipped() {
    return skipped.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// One being counted.
  static final class Count {
    private final Map<JsonSkip, Integer> skipped = new EnumMap<>(JsonSkip.class);
    private String example = "";
    private int duplicates;

    void duplicate() {
      duplicates++;
    }

    void skip(JsonSkip skip, String where) {
      if (skipped.merge(skip, 1, Integer::sum) == 1 && example.isEmpty()) {
        example = where + ": " + skip.reason();
      }
    }

    JsonReport report(int series) {
      return new JsonReport(series, duplicates, skipped, example);
    }
  }
}
