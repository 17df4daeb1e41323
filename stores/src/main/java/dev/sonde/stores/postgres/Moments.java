package dev.sonde.stores.postgres;

import java.io.IOException;
import java.util.Arrays;

/// The times of an hour's rows, packed and back. Reused.
final class Moments {
  static final long HOUR = 60 * 60 * 1000L;

  /// More than ten a second are read where they stand.
  static final int MOST = 36_000;

  private static final int OCTETS = 5;

  private long[] times = new long[1024];
  private int count;

  static long hour(long millis) {
    return Math.floorDiv(millis, HOUR) * HOUR;
  }

  Moments begin() {
    count = 0;
    return this;
  }

  void add(long time) {
    if (count == times.length) {
      times = Arrays.copyOf(times, count * 2);
    }
    times[count++] = time;
  }

  int count() {
    return count;
  }

  long at(int row) {
    return times[row];
  }

  byte[] pack(Squeezing out, long hour) {
    out.begin();
    long before = hour;
    for (int i = 0; i < count; i++) {
      out.put(times[i] - before);
      before = times[i];
    }
    return out.end();
  }

  Moments unpack(Squeezed in, byte[] packed, long hour) throws IOException {
    begin();
    in.of(packed, MOST * OCTETS);
    long now = hour;
    while (in.hasMore()) {
      now += in.number();
      if (count == MOST || now < hour || now >= hour + HOUR) {
        throw Squeezed.damaged();
      }
      add(now);
    }
    return this;
  }
}
