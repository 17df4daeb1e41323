package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.Series;
import java.util.Arrays;

/// The rows of a batch by series: series in the order in which they first appear, rows of a series
/// by time, those of one instant as they stood. Keeps nothing of a batch but row numbers.
///
/// # Implementation notes
///
/// Rows of a series are a list through `next`. A table with open addressing leads from a series, by
/// identity, to its first row, whose `last` leads to the end of the list. A list in which time goes
/// back is merged into order once it is complete, so hostile input costs no more than n log n.
final class Groups {
  static final int NONE = -1;

  private int[] table = new int[128];
  private int[] next = new int[64];
  private int[] last = new int[64];
  private int[] heads = new int[64];
  private boolean[] unordered = new boolean[64];
  private int count;
  private int rows;
  private boolean disorder;

  /// @param batch its rows without a name are left out
  void read(Batch batch) {
    makeRoom(batch.size());
    count = 0;
    rows = 0;
    disorder = false;
    for (int row = 0; row < batch.size(); row++) {
      if (!batch.series(row).name().isEmpty()) {
        add(batch, row);
      }
    }
    if (disorder) {
      order(new ByTime(batch::time, next));
    }
  }

  /// How many series there are.
  int count() {
    return count;
  }

  /// How many rows they have.
  int rows() {
    return rows;
  }

  /// The first row of a series.
  int first(int group) {
    return heads[group];
  }

  /// The next row of the same series, or [#NONE].
  int next(int row) {
    return next[row];
  }

  private void add(Batch batch, int row) {
    next[row] = NONE;
    rows++;
    int at = place(batch, batch.series(row));
    if (table[at] == NONE) {
      table[at] = count;
      heads[count] = row;
      last[count] = row;
      unordered[count] = false;
      count++;
    } else {
      append(batch, table[at], row);
    }
  }

  private void append(Batch batch, int group, int row) {
    int before = last[group];
    next[before] = row;
    last[group] = row;
    if (batch.time(row) < batch.time(before)) {
      unordered[group] = true;
      disorder = true;
    }
  }

  private void order(ByTime time) {
    for (int group = 0; group < count; group++) {
      if (unordered[group]) {
        heads[group] = time.sort(heads[group]);
      }
    }
  }

  private int place(Batch batch, Series series) {
    int mask = table.length - 1;
    int at = series.index() & mask;
    while (table[at] != NONE && batch.series(heads[table[at]]) != series) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void makeRoom(int wanted) {
    if (next.length < wanted) {
      int capacity = Integer.highestOneBit(wanted) * 2;
      table = new int[capacity * 2];
      next = new int[capacity];
      last = new int[capacity];
      heads = new int[capacity];
      unordered = new boolean[capacity];
    }
    Arrays.fill(table, NONE);
  }
}
