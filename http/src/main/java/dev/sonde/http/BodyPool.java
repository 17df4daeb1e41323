package dev.sonde.http;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Memory that bodies of answers share: a [BodyBuffer] has some only while there is a body in it.
/// Keeps what was used for the next body, and lets go of what was much too large for a while. Safe
/// for all threads.
public final class BodyPool {
  private static final int SMALLEST = 4 << 10;
  private static final int WHILE = 256;
  private static final int TOO_LARGE = 4;

  private final long most;
  private final ArrayDeque<byte[]> free = new ArrayDeque<>();
  private long kept;
  private int largest;
  private int largestBefore;
  private int turns;

  /// An empty one.
  ///
  /// @param most bytes to keep while nobody uses them
  public BodyPool(long most) {
    this.most = most;
  }

  /// Bytes that are kept while nobody uses them.
  public synchronized long kept() {
    return kept;
  }

  byte[] take(int atLeast) {
    byte[] known = poll();
    return known != null && known.length >= atLeast ? known : new byte[Math.max(SMALLEST, atLeast)];
  }

  /// @param used how much of it was needed
  synchronized void giveBack(byte[] array, int used) {
    largest = Math.max(largest, used);
    if (++turns == WHILE) {
      forget();
    }
    if (isWorthKeeping(array) && kept + array.length <= most) {
      free.addLast(array);
      kept += array.length;
    }
  }

  private void forget() {
    turns = 0;
    largestBefore = largest;
    largest = 0;
    free.removeIf(each -> !isWorthKeeping(each));
    kept = free.stream().mapToLong(each -> each.length).sum();
  }

  private boolean isWorthKeeping(byte[] array) {
    long needed = Math.max(SMALLEST, Math.max(largest, largestBefore));
    return array.length <= TOO_LARGE * needed;
  }

  private synchronized byte @Nullable [] poll() {
    byte[] last = free.pollLast();
    if (last != null) {
      kept -= last.length;
    }
    return last;
  }
}
