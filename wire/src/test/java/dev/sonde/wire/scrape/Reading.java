package dev.sonde.wire.scrape;

import dev.sonde.api.Exemplar;
import dev.sonde.api.Histogram;
import dev.sonde.api.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody read on a page. When it failed as a whole nothing else counts.
///
/// @param beside what each of the samples has beside its value
record Reading(
    boolean failed,
    List<Sample> samples,
    List<Beside> beside,
    int duplicates,
    int malformed,
    int exemplars) {
  static final Reading FAILED = new Reading(true, List.of(), List.of(), 0, 0, 0);

  /// @param sample tells it from others, on one page and on the next
  record Beside(Object sample, List<Histogram> histograms, List<Shown> exemplars) {
    Beside(Object sample) {
      this(sample, new ArrayList<>(), new ArrayList<>());
    }
  }

  /// An exemplar.
  ///
  /// @param text as it stands
  /// @param exemplar empty when nobody takes it
  record Shown(Object text, Optional<Exemplar> exemplar) {}

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
