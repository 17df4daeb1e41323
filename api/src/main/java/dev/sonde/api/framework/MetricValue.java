package dev.sonde.api.framework;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import java.time.Instant;
import java.util.Optional;

/// One value that a collector has measured.
///
/// @param family its name, kind, unit and a sentence about it
/// @param value any number; a collector that could not measure gives no value, rather than zero
/// @param labels what tells it apart from others of its name
/// @param timestamp when it was measured; empty stands for the instant of the run
public record MetricValue(Family family, double value, Labels labels, Optional<Instant> timestamp) {
  private static final String COUNTER_END = "_total";

  /// A value without labels, measured in this run.
  public MetricValue(String name, double value) {
    this(name, value, Labels.NONE);
  }

  /// A value measured in this run.
  public MetricValue(String name, double value, Labels labels) {
    this(family(name), value, labels, Optional.empty());
  }

  /// A value whose kind its name says: a counter when it ends in `_total`, else a gauge.
  public MetricValue(String name, double value, Instant timestamp, Labels labels) {
    this(family(name), value, labels, Optional.of(timestamp));
  }

  /// A value with all that can be said of it.
  ///
  /// @param unit base unit in plural (`bytes`, `seconds`), empty when there is none
  public MetricValue(
      String name, double value, Instant timestamp, Labels labels, Kind kind, String unit) {
    this(new Family(name, kind, unit, ""), value, labels, Optional.of(timestamp));
  }

  /// The metric's name.
  public String name() {
    return family.name();
  }

  /// What its number is.
  public Kind kind() {
    return family.kind();
  }

  /// Base unit in plural, empty when there is none.
  public String unit() {
    return family.unit();
  }

  /// The same with these labels too; where both have one, that of `others` stands.
  public MetricValue with(Labels others) {
    return others.isEmpty() ? this : new MetricValue(family, value, labels.with(others), timestamp);
  }

  /// The same, measured at this instant.
  public MetricValue at(Instant instant) {
    return new MetricValue(family, value, labels, Optional.of(instant));
  }

  /// A line of Prometheus' text format, without its end:
  /// `container_cpu_usage_percent{container_name="web"} 45.2 1640995200000`.
  ///
  /// It is one whatever stands in names and labels. The number reads back as the same double. Time
  /// is in milliseconds since 1970, UTC, and absent where there is none.
  public String toPrometheusFormat() {
    return ExpositionLine.of(this);
  }

  private static Family family(String name) {
    return name.endsWith(COUNTER_END) ? Family.counter(name, "", "") : Family.gauge(name, "", "");
  }
}
