package dev.sonde.engine;

import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Histogram;
import dev.sonde.api.Series;

/// A copy of a batch that waits for the journal, no larger than it needs to be.
final class WaitingBatch {
  private static final int EXEMPLAR = 16;
  private static final int HISTOGRAM = 8;

  final Ledger ledger;
  private final Series[] series;
  private final long[] times;
  private final double[] values;
  private final Extra[] extras;
  private final int[] extraRows;

  WaitingBatch(Batch batch, Ledger ledger) {
    this.ledger = ledger;
    this.series = new Series[batch.size()];
    this.times = new long[batch.size()];
    this.values = new double[batch.size()];
    for (int row = 0; row < batch.size(); row++) {
      series[row] = batch.series(row);
      times[row] = batch.time(row);
      values[row] = batch.value(row);
    }
    this.extras = new Extra[batch.extras()];
    this.extraRows = new int[batch.extras()];
    for (int i = 0; i < extras.length; i++) {
      extras[i] = batch.extra(i);
      extraRows[i] = batch.extraRow(i);
    }
  }

  int size() {
    return series.length;
  }

  /// How much memory it takes, in rows that have nothing but a value.
  int weight() {
    int weight = series.length;
    for (Extra each : extras) {
      weight += weight(each);
    }
    return weight;
  }

  private static int weight(Extra extra) {
    return switch (extra) {
      case Exemplar _ -> EXEMPLAR;
      case Histogram histogram ->
          HISTOGRAM
              + (histogram.positive().size() + histogram.negative().size() + histogram.bounds())
                  / 2;
    };
  }

  void addTo(Batch batch) {
    int next = 0;
    for (int row = 0; row < series.length; row++) {
      batch.add(series[row], times[row], values[row]);
      while (next < extras.length && extraRows[next] == row) {
        batch.attach(extras[next++]);
      }
    }
  }
}
