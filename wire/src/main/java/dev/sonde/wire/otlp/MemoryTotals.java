package dev.sonde.wire.otlp;

import dev.sonde.api.Histogram;

/// Totals in memory, gone with the process. For one thread at a time.
///
/// What grew is added in the order of its time. Refused are `delta_late`: it ends no later than
/// what was added last; `delta_overlap`: it begins before that ends; `delta_span`: it ends before
/// it begins; `delta_series`: there are too many series. A gap between two is no matter.
public final class MemoryTotals implements DeltaTotals {
  private static final int BESIDE = 16;

  private final int mostSeries;
  private final long mostNumbers;
  private final KeptTotals<double[]> numbers =
      new KeptTotals<>(MemoryTotals::sum, each -> each.length);
  private final KeptTotals<Histogram> histograms =
      new KeptTotals<>(
          NativeSum::of, each -> BESIDE + each.positive().size() + each.negative().size());

  /// @param mostSeries whose totals are kept
  /// @param mostNumbers that they have together; a histogram has one for each bucket and a few more
  public MemoryTotals(int mostSeries, long mostNumbers) {
    this.mostSeries = mostSeries;
    this.mostNumbers = mostNumbers;
  }

  @Override
  public Total<double[]> add(Series series, Span span, double[] increase) {
    return switch (numbers.add(series, span, increase.clone(), room())) {
      case Added<double[]>(double[] total) -> new Added<>(total.clone());
      case Refused<double[]> refused -> refused;
    };
  }

  @Override
  public Total<Histogram> add(Series series, Span span, Histogram increase) {
    return histograms.add(series, span, NativeSum.of(increase), room());
  }

  @Override
  public void keep() {
    numbers.keep();
    histograms.keep();
  }

  @Override
  public void forget() {
    numbers.forget();
    histograms.forget();
  }

  /// How many series have a total.
  public int series() {
    return numbers.series() + histograms.series();
  }

  /// Drops the totals of series that have not grown since: those begin anew.
  public void drop(long beforeNanos) {
    keep();
    numbers.drop(beforeNanos);
    histograms.drop(beforeNanos);
  }

  private long room() {
    return series() >= mostSeries ? -1 : mostNumbers - numbers.size() - histograms.size();
  }

  private static double[] sum(double[] left, double[] right) {
    var sum = new double[left.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = left[i] + right[i];
    }
    return sum;
  }
}
