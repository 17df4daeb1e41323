package dev.sonde.stores.embedded;

/// One series' day, thinned out: a row for each five minutes that have a sample. Packed by columns,
/// each in the form that takes least. Reused; for one thread.
final class ThinDay {
  static final long MILLIS = 5 * 60_000L;
  static final int A_DAY = (int) (Windows.DAY_MILLIS / MILLIS);

  private static final int VERSION = 1;
  private static final int COUNT = 0;
  private static final int SUM = 1;
  private static final int LEAST = 2;
  private static final int MOST = 3;
  private static final int LAST = 4;
  private static final int GROWTH = 5;
  private static final int GROWTH_MILLIS = 6;
  private static final int COLUMNS = 7;

  private final long[] times = new long[A_DAY];
  private final double[][] columns = new double[COLUMNS][A_DAY];
  private final Bytes out = new Bytes();
  private final ValueWriter writer = new ValueWriter(out);
  private final ByteSource in = new ByteSource();
  private final ValueReader reader = new ValueReader(in);
  private final Checksum checksum = new Checksum();
  private int size;

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  long time(int row) {
    return times[row];
  }

  void add(long time, ThinWindow window) {
    times[size] = time;
    columns[COUNT][size] = window.count;
    columns[SUM][size] = window.sum;
    columns[LEAST][size] = window.least;
    columns[MOST][size] = window.most;
    columns[LAST][size] = window.last;
    columns[GROWTH][size] = window.growth;
    columns[GROWTH_MILLIS][size] = window.growthMillis;
    size++;
  }

  void load(int row, ThinWindow window) {
    window.count = (long) columns[COUNT][row];
    window.sum = columns[SUM][row];
    window.least = columns[LEAST][row];
    window.most = columns[MOST][row];
    window.last = columns[LAST][row];
    window.growth = columns[GROWTH][row];
    window.growthMillis = (long) columns[GROWTH_MILLIS][row];
  }

  /// Both in one: where they have the same five minutes, this one stands.
  ThinDay with(ThinDay older) {
    var both = new ThinDay();
    var window = new ThinWindow();
    int mine = 0;
    int other = 0;
    while (both.size < A_DAY && (mine < size || other < older.size)) {
      boolean first = other == older.size || (mine < size && times[mine] <= older.times[other]);
      other += first && other < older.size && older.times[other] == times[mine] ? 1 : 0;
      ThinDay from = first ? this : older;
      int row = first ? mine++ : other++;
      from.load(row, window);
      both.add(from.times[row], window);
    }
    return both;
  }

  /// There is at least one row.
  byte[] write(long series, int day) {
    out.clear();
    out.put(VERSION);
    out.varint(size);
    TimeCodec.write(out, times, 0, size, Windows.dayStart(day));
    for (double[] column : columns) {
      writer.write(column, 0, size);
    }
    checksum.seal(out, series, day);
    return out.copy();
  }

  void read(byte[] blob, long series, int day) throws Damage {
    size = 0;
    checksum.open(in, blob, series, day);
    if (in.take() != VERSION) {
      throw new Damage("it is of a version that this program does not know");
    }
    int count = in.count(A_DAY);
    if (count == 0) {
      throw new Damage("it is empty");
    }
    TimeCodec.read(in, times, count, Windows.dayStart(day), Windows.DAY_MILLIS);
    for (double[] column : columns) {
      reader.read(column, count);
    }
    size = count;
  }
}
