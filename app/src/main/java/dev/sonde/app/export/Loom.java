package dev.sonde.app.export;

import dev.sonde.api.Stale;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// Samples of a metric's series, one after the other as they came, read out instant by instant.
/// Reused; for one thread.
final class Loom {
  private static final int MOST = 1 << 18;

  private List<byte[]> lines = List.of();
  private long[] times = new long[1024];
  private double[] values = new double[1024];
  private int[] next = new int[0];
  private int[] end = new int[0];
  private int most = MOST;
  private int size;
  private int at;
  private boolean full;

  /// A metric whose series have these lines' beginnings, in this order.
  void begin(List<byte[]> of) {
    lines = of;
    next = new int[of.size()];
    end = new int[of.size()];
    most = Math.max(MOST, of.size());
  }

  void clear() {
    size = 0;
    full = false;
    Arrays.fill(next, 0);
    Arrays.fill(end, 0);
  }

  /// What follows is this series'.
  void thread(int place) {
    at = place;
    next[place] = size;
    end[place] = size;
  }

  /// @return whether there is room for more
  boolean add(long time, double value) {
    if (size == most) {
      full = true;
      return false;
    }
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    times[size] = time;
    values[size] = value;
    size++;
    end[at] = size;
    return true;
  }

  /// Was there room for all?
  boolean holds() {
    return !full;
  }

  void weave(Dialect dialect, Target to) throws IOException {
    long now = earliest();
    while (now != Long.MAX_VALUE && to.more()) {
      for (int i = 0; i < next.length; i++) {
        if (next[i] < end[i] && times[next[i]] == now) {
          line(i, dialect, to);
          next[i]++;
        }
      }
      to.piece();
      now = earliest();
    }
  }

  private long earliest() {
    long found = Long.MAX_VALUE;
    for (int i = 0; i < next.length; i++) {
      if (next[i] < end[i]) {
        found = Math.min(found, times[next[i]]);
      }
    }
    return found;
  }

  private void line(int series, Dialect dialect, Target to) {
    double value = values[next[series]];
    if (Stale.is(value)) {
      return;
    }
    to.bytes().put(lines.get(series));
    to.bytes().number(value);
    to.bytes().put(' ');
    dialect.time(times[next[series]], to.bytes());
    to.bytes().put('\n');
    to.sample();
  }
}
