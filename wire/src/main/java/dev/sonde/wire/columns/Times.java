package dev.sonde.wire.columns;

import dev.sonde.api.Batch;

/// The times of a batch: the first stands in the head, the rest here.
public final class Times {
  /// All like the first; nothing is written.
  public static final int EQUAL = 0;

  /// Runs: how many more rows have this time, then the difference to the next run's.
  public static final int RUNS = 1;

  /// For each row but the first, the difference to the row before.
  public static final int EACH = 2;

  private final PayloadReader in = new PayloadReader();
  private int mode;
  private long time;
  private long left;
  private boolean begun;

  /// The shortest way to write them.
  public static int mode(Batch batch) {
    int changes = 0;
    for (int row = 1; row < batch.size(); row++) {
      if (batch.time(row) != batch.time(row - 1)) {
        changes++;
      }
    }
    if (changes == 0) {
      return EQUAL;
    }
    return changes < batch.size() / 2 ? RUNS : EACH;
  }

  public static void write(Batch batch, int mode, Payload to) {
    if (mode == RUNS) {
      writeRuns(batch, to);
    } else {
      for (int row = 1; row < batch.size(); row++) {
        to.putSigned(batch.time(row) - batch.time(row - 1));
      }
    }
  }

  private static void writeRuns(Batch batch, Payload to) {
    int more = 0;
    for (int row = 1; row < batch.size(); row++) {
      if (batch.time(row) == batch.time(row - 1)) {
        more++;
      } else {
        to.putVarint(more);
        to.putSigned(batch.time(row) - batch.time(row - 1));
        more = 0;
      }
    }
    to.putVarint(more);
  }

  public void open(int way, long first, byte[] bytes, int from, int to) {
    mode = way;
    time = first;
    left = 0;
    begun = false;
    in.open(bytes, from, to);
  }

  public long next() throws DamagedException {
    if (mode == RUNS) {
      advanceRun();
    } else if (mode == EACH && begun) {
      time += in.readSigned();
    }
    begun = true;
    return time;
  }

  public void end() throws DamagedException {
    if (left != 0) {
      throw new DamagedException("times for more rows than there are");
    }
    in.end();
  }

  private void advanceRun() throws DamagedException {
    if (left > 0) {
      left--;
      return;
    }
    if (begun) {
      time += in.readSigned();
    }
    left = in.readCount("run", Integer.MAX_VALUE);
  }
}
