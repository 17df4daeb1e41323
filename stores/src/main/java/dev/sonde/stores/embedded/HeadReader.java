package dev.sonde.stores.embedded;

import java.util.Arrays;

/// Reads what [HeadWriter] wrote. Reused; for one thread. Hot: its columns are open to the package.
///
/// # Implementation notes
///
/// Most rows name the same series as the one before; then [#series] stays as it is and [#isSame]
/// says so, so that the reader's own look-ups stay, too. Values are read only where they are
/// wanted.
final class HeadReader {
  private static final int MOST = 1 << 24;

  long[] series = new long[0];
  private long[] times = new long[0];
  double[] values = new double[0];
  private final ByteSource in = new ByteSource();
  private final Checksum checksum = new Checksum();
  private byte[] known = new byte[0];
  private int knownFrom;
  private int knownTo;
  private int size;
  private boolean same;
  private boolean oneTime;

  int size() {
    return size;
  }

  /// Does it have the series of the one before, in the same order?
  boolean isSame() {
    return same;
  }

  /// The next row is not compared with the one before.
  void forget() {
    knownTo = knownFrom;
  }

  /// Reads series and times; [#values] may follow.
  ///
  /// @param from samples before this are of no interest
  /// @param to nor are samples from here on: what has none of interest may end up empty
  void read(byte[] blob, long window, long from, long to) throws Damage {
    size = 0;
    checksum.open(in, blob, window, 0);
    if (in.take() != HeadWriter.VERSION) {
      throw new Damage("it is of a version that this program does not know");
    }
    int count = in.count(MOST);
    if (count > in.left()) {
      throw new Damage("it ends too soon");
    }
    room(count);
    int length = in.count(in.left());
    int begin = in.position();
    in.skip(length);
    if (readTimes(count, window, from, to)) {
      readSeries(begin, begin + length, count);
      size = count;
    }
  }

  private void room(int count) {
    if (series.length < count) {
      series = Arrays.copyOf(series, count);
      times = new long[count];
      values = new double[count];
    }
  }

  private void readSeries(int begin, int end, int count) throws Damage {
    same = begin < end && Arrays.equals(known, knownFrom, knownTo, in.array(), begin, end);
    if (same) {
      return;
    }
    forget();
    var ids = new ByteSource();
    ids.read(in.array(), begin, end);
    long id = 0;
    for (int i = 0; i < count; i++) {
      id += ids.signed();
      if (id < 0 || id > SeriesTable.MOST) {
        throw new Damage("a series of the number " + id);
      }
      series[i] = id;
    }
    known = in.array();
    knownFrom = begin;
    knownTo = end;
  }

  private boolean readTimes(int count, long window, long from, long to) throws Damage {
    oneTime = in.take() == HeadWriter.ONE_TIME;
    long time = Windows.start(window);
    int said = oneTime ? Math.min(1, count) : count;
    for (int i = 0; i < said; i++) {
      time += in.signed();
      times[i] = time;
    }
    return !oneTime || (count > 0 && time >= from && time < to);
  }

  long time(int at) {
    return times[oneTime ? 0 : at];
  }

  /// Once for each row: reads some of the values into their places.
  void values(int from, int to) throws Damage {
    for (int i = 0; i < from; i++) {
      if (in.varint() == HeadWriter.AS_IT_IS) {
        in.skip(Long.BYTES);
      }
    }
    for (int i = from; i < to; i++) {
      long token = in.varint();
      if (token == HeadWriter.AS_IT_IS) {
        values[i] = Double.longBitsToDouble(in.fixed64());
      } else {
        long zigzag = token >>> 1;
        values[i] = (double) (zigzag >>> 1 ^ -(zigzag & 1));
      }
    }
  }
}
