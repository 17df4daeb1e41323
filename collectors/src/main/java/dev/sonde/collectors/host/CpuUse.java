package dev.sonde.collectors.host;

import dev.sonde.collectors.files.Text;

/// How busy a CPU was between two readings of its counters.
final class CpuUse {
  private long busy = Text.NONE;
  private long total;

  /// Takes the counters of this run; gives percent since the last one, or NaN when there was none
  /// or the counters went back.
  double since(long nowBusy, long nowTotal) {
    boolean follows = busy >= 0;
    long busyTime = nowBusy - busy;
    long totalTime = nowTotal - total;
    busy = nowBusy;
    total = nowTotal;
    if (!follows || busyTime < 0 || totalTime <= 0) {
      return Double.NaN;
    }
    return Math.min(100, 100.0 * busyTime / totalTime);
  }

  /// What was read in this run made no sense: the next one has nothing to compare with.
  void forget() {
    busy = Text.NONE;
  }
}
