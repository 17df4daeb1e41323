package dev.sonde.wire.otlp;

import dev.sonde.wire.BodyException;
import java.util.SortedMap;

/// What the series of a point are called: made when somebody asks, as those that are recalled have
/// their names already.
interface PointNames {
  MetricHead head();

  /// Labels of all of them.
  SortedMap<String, String> labels() throws BodyException;
}
