package dev.sonde.collectors.host;

/// How busy a CPU was between two readings of its counters.
final class CpuUse {
  private long busy = Text.NONE;
  private long total;
  private long run;

  /// Takes the counters of this run; gives percent since the run before, or NaN when there was none
  /// or the counters went back.
  double since(long nowBusy, long nowTotal, long nowRun) {
    boolean follows = busy >= 0 && run == nowRun - 1;
    long busyTime = nowBusy - busy;
    long totalTime = nowTotal - total;
    busy = nowBusy;
    total = nowTotal;
    run = nowRun;
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
