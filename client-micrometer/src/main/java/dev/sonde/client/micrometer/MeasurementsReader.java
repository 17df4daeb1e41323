package dev.sonde.client.micrometer;

import dev.sonde.api.Kind;
import dev.sonde.api.Series;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;

/// Reads a meter of somebody's own, which may measure something else each time.
///
/// ```
/// queue_total{statistic="count"} 7
/// queue_value{statistic="value"} 3
/// ```
final class MeasurementsReader implements Reader {
  private final Meter meter;
  private final Lines lines;
  private final Complaints complaints;
  private final Map<Statistic, Optional<Series>> series = new EnumMap<>(Statistic.class);

  MeasurementsReader(Meter meter, Lines lines, Complaints complaints) {
    this.meter = meter;
    this.lines = lines;
    this.complaints = complaints;
  }

  @Override
  public void read(Outbox out) {
    var seen = EnumSet.noneOf(Statistic.class);
    for (Measurement each : meter.measure()) {
      if (seen.add(each.getStatistic())) {
        out.add(series.computeIfAbsent(each.getStatistic(), this::series), each.getValue());
      } else {
        complaints.about(
            Complaints.Kind.TWICE,
            meter.getId() + " measures " + each.getStatistic() + " twice; the first stands");
      }
    }
  }

  private Optional<Series> series(Statistic of) {
    return switch (of) {
      case TOTAL, TOTAL_TIME -> series("_sum_total", Kind.COUNTER, of);
      case COUNT -> series("_total", Kind.COUNTER, of);
      case MAX -> series("_max", Kind.GAUGE, of);
      case VALUE, UNKNOWN -> series("_value", Kind.GAUGE, of);
      case ACTIVE_TASKS -> series("_active_count", Kind.GAUGE, of);
      case DURATION -> series("_duration_sum", Kind.GAUGE, of);
    };
  }

  private Optional<Series> series(String suffix, Kind kind, Statistic of) {
    return lines.of(suffix, kind, "statistic", of.getTagValueRepresentation());
  }
}
