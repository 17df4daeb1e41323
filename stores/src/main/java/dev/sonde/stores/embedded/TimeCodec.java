package dev.sonde.stores.embedded;

/// Instants in ascending order: how much each interval differs from the one before, with runs of no
/// difference in one number. Regular ones take three bytes in all.
final class TimeCodec {
  private TimeCodec() {}

  static void write(Bytes out, long[] times, int from, int to, long origin) {
    out.varint(times[from] - origin);
    long before = 0;
    long run = 0;
    for (int i = from + 1; i < to; i++) {
      long interval = times[i] - times[i - 1];
      if (interval == before) {
        run++;
      } else {
        run = ended(out, run);
        out.varint(Bytes.zigzag(interval - before) << 1 | 1);
      }
      before = interval;
    }
    ended(out, run);
  }

  private static long ended(Bytes out, long run) {
    if (run > 0) {
      out.varint(run << 1);
    }
    return 0;
  }

  /// @param length how far from the origin they may lie
  static void read(ByteSource in, long[] times, int count, long origin, long length) throws Damage {
    times[0] = origin + within(in.varint(), length);
    long interval = 0;
    int at = 1;
    while (at < count) {
      long token = in.varint();
      long run = token >>> 1;
      if ((token & 1) != 0) {
        interval += run >>> 1 ^ -(run & 1);
        run = 1;
      }
      if (run > count - at || run < 1 || interval < 1) {
        throw new Damage("times that are out of order");
      }
      for (long end = at + run; at < end; at++) {
        times[at] = times[at - 1] + interval;
      }
      within(times[at - 1] - origin, length);
    }
  }

  private static long within(long offset, long length) throws Damage {
    if (offset < 0 || offset >= length) {
      throw new Damage("a time outside its window");
    }
    return offset;
  }
}
