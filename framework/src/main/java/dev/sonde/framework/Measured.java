package dev.sonde.framework;

import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.MetricType;
import dev.sonde.api.framework.MetricValue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A container and all its numbers in one reading, by type.
record Measured(Container container, Map<MetricType, List<MetricValue>> byType) {
  static Measured of(Container container, List<MetricValue> values) {
    return new Measured(container, values.stream().collect(Collectors.groupingBy(PartOf::type)));
  }

  /// Those of one type.
  List<MetricValue> of(MetricType type) {
    return byType.getOrDefault(type, List.of());
  }
}
