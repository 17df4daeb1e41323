package dev.sonde.wire.histogram;

import dev.sonde.api.Labels;
import java.util.HashMap;
import java.util.Map;

/// The labels `le` of a shipment, each once, and numbers for its series.
final class ClassicLabels {
  static final String NAME = "le";

  private final Map<Double, Labels> known = new HashMap<>();
  private int indexes;

  Labels of(Double bound) {
    return known.computeIfAbsent(bound, each -> Labels.of(NAME, Thresholds.text(each)));
  }

  /// One that no other series of the shipment has.
  int index() {
    return indexes++;
  }
}
