package dev.sonde.client.opentelemetry;

import dev.sonde.api.Histogram;
import dev.sonde.wire.otlp.DeltaTotals.Series;
import dev.sonde.wire.otlp.DeltaTotals.Span;
import dev.sonde.wire.otlp.DeltaTotals.Total;
import dev.sonde.wire.otlp.MemoryTotals;
import io.opentelemetry.sdk.metrics.data.PointData;

/// The totals of metrics that tell only by how much they grew, since the program started. For one
/// thread at a time.
///
/// What was added stays added when the sink refuses the sample: nobody brings it a second time, and
/// the next total has it.
final class Deltas {
  private static final int MOST_SERIES = 20_000;
  private static final long MOST_NUMBERS = 1_000_000;

  private final MemoryTotals totals = new MemoryTotals(MOST_SERIES, MOST_NUMBERS);

  /// @param meaning its text says what the numbers stand for; those of another meaning are added up
  ///   by themselves
  Total<double[]> add(PointSeries to, PointData point, Object meaning, double[] increase) {
    Total<double[]> total =
        totals.add(new Series(to.name(), to.labels(), meaning.toString()), span(point), increase);
    totals.keep();
    return total;
  }

  Total<Histogram> add(PointSeries to, PointData point, Histogram increase) {
    Total<Histogram> total =
        totals.add(new Series(to.name(), to.labels(), "native"), span(point), increase);
    totals.keep();
    return total;
  }

  private static Span span(PointData point) {
    return new Span(point.getStartEpochNanos(), point.getEpochNanos());
  }
}
