package dev.sonde.wire.scrape;

import dev.sonde.api.Kind;
import java.util.List;
import java.util.Map;

/// What somebody read on a page. When it failed as a whole nothing else counts.
record Reading(boolean failed, List<Sample> samples, int duplicates, int malformed, int exemplars) {
  static final Reading FAILED = new Reading(true, List.of(), 0, 0, 0);

  record Sample(
      String name,
      Map<String, String> labels,
      Kind kind,
      String unit,
      String help,
      long valueBits,
      long time) {
    static long bits(double value) {
      return Double.isNaN(value) ? -1 : Double.doubleToRawLongBits(value);
    }
  }
}
