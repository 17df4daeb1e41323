package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.Histogram;
import java.util.Arrays;

/// Where the extras of each row of a batch are. Keeps nothing of a batch but their numbers.
final class RowExtras {
  static final int NONE = -1;

  private int[] firsts = {};
  private int[] histograms = {};

  void read(Batch batch) {
    makeRoom(batch.size());
    Arrays.fill(firsts, 0, batch.size(), NONE);
    Arrays.fill(histograms, 0, batch.size(), NONE);
    for (int extra = batch.extras() - 1; extra >= 0; extra--) {
      int row = batch.extraRow(extra);
      firsts[row] = extra;
      if (batch.extra(extra) instanceof Histogram) {
        histograms[row] = extra;
      }
    }
  }

  /// The first of a row's extras, or [#NONE]; the others follow it in the batch.
  int first(int row) {
    return firsts[row];
  }

  /// The histogram of a row, or [#NONE].
  int histogram(int row) {
    return histograms[row];
  }

  private void makeRoom(int wanted) {
    if (firsts.length < wanted) {
      int capacity = Integer.highestOneBit(wanted) * 2;
      firsts = new int[capacity];
      histograms = new int[capacity];
    }
  }
}
