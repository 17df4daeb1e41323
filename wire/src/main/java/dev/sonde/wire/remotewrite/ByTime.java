package dev.sonde.wire.remotewrite;

/// Puts a list, as of rows, in order of time; what is of one instant stays as it stood.
///
/// # Implementation notes
///
/// Merges neighbouring lists of 1, 2, 4 … until there is one.
final class ByTime {
  private final Times times;
  private final int[] next;
  private int head = Groups.NONE;
  private int tail = Groups.NONE;

  /// When what stands in a list was.
  @FunctionalInterface
  interface Times {
    long time(int index);
  }

  /// @param next leads from each to the next; changed
  ByTime(Times times, int[] next) {
    this.times = times;
    this.next = next;
  }

  /// @return the new first one
  int sort(int first) {
    head = first;
    int width = 1;
    while (merge(width) > 1) {
      width *= 2;
    }
    return head;
  }

  private int merge(int width) {
    int rest = head;
    int merges = 0;
    head = Groups.NONE;
    tail = Groups.NONE;
    while (rest != Groups.NONE) {
      int left = rest;
      int right = cut(left, width);
      rest = right == Groups.NONE ? Groups.NONE : cut(right, width);
      merge(left, right);
      merges++;
    }
    return merges;
  }

  private void merge(int left, int right) {
    int one = left;
    int two = right;
    while (one != Groups.NONE && two != Groups.NONE) {
      if (times.time(two) < times.time(one)) {
        int after = next[two];
        append(two);
        two = after;
      } else {
        int after = next[one];
        append(one);
        one = after;
      }
    }
    appendAll(one == Groups.NONE ? two : one);
  }

  private int cut(int from, int width) {
    int at = from;
    for (int i = 1; i < width && next[at] != Groups.NONE; i++) {
      at = next[at];
    }
    int after = next[at];
    next[at] = Groups.NONE;
    return after;
  }

  private void append(int row) {
    if (tail == Groups.NONE) {
      head = row;
    } else {
      next[tail] = row;
    }
    tail = row;
    next[row] = Groups.NONE;
  }

  private void appendAll(int from) {
    int at = from;
    while (at != Groups.NONE) {
      int after = next[at];
      append(at);
      at = after;
    }
  }
}
