package dev.sonde.wire.otlp;

import dev.sonde.wire.json.JsonRules;
import java.util.Map;

/// How much of one request is taken. With more points or buckets it is refused as a whole, with
/// more labels a point is.
///
/// @param mostPoints data points and their exemplars
/// @param mostBuckets of all histograms
/// @param mostLabels of one data point, those of its resource and scope counted
/// @param mostLabelBytes names and values of one data point, together
/// @param json for requests in JSON
public record OtlpLimits(
    int mostPoints, int mostBuckets, int mostLabels, int mostLabelBytes, JsonRules json) {
  /// What is usual: 500,000 points, two million buckets; 128 labels of 64 KiB together.
  public static final OtlpLimits USUAL =
      new OtlpLimits(500_000, 2_000_000, 128, 64 << 10, JsonRules.DEFAULT);

  public OtlpLimits {
    if (mostPoints < 1 || mostBuckets < 0 || mostLabels < 1 || mostLabelBytes < 1) {
      throw new IllegalArgumentException("a request has a point with a label at least");
    }
  }

  /// What is wrong with the labels of a data point; empty when nothing is.
  public String flaw(Map<String, String> labels) {
    if (labels.size() > mostLabels) {
      return "there are more than " + mostLabels + " labels";
    }
    long bytes = 0;
    for (var each : labels.entrySet()) {
      bytes += each.getKey().length() + each.getValue().length();
    }
    return bytes > mostLabelBytes ? "its labels are longer than " + mostLabelBytes + " bytes" : "";
  }
}
