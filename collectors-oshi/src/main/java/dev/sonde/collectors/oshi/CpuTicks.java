package dev.sonde.collectors.oshi;

import java.util.stream.LongStream;
import oshi.hardware.CentralProcessor.TickType;

/// How busy a CPU was between two readings of its counters.
final class CpuTicks {
  private long busy = -1;
  private long total;

  /// Percent since the last call, NaN at the first one and when the counters went back.
  double since(long[] ticks) {
    long nowTotal = LongStream.of(ticks).sum();
    long nowBusy = nowTotal - ticks[TickType.IDLE.getIndex()] - ticks[TickType.IOWAIT.getIndex()];
    boolean first = busy < 0;
    long busyTime = nowBusy - busy;
    long totalTime = nowTotal - total;
    busy = nowBusy;
    total = nowTotal;
    return first || busyTime < 0 || totalTime <= 0
        ? Double.NaN
        : Math.min(100, 100.0 * busyTime / totalTime);
  }
}
