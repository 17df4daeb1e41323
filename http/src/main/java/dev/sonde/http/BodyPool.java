package dev.sonde.http;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Memory that bodies of answers share: a [BodyBuffer] has some only while there is a body in it.
/// Keeps what was used for the next body, and lets go of what was much too large for a while, or
/// more than was used at once. Safe for all threads.
///
/// # Implementation notes
///
/// All bodies together are bounded. What is refused fails at once and gives its memory back, so
/// nobody waits. A quarter is for small bodies alone: large ones that never end leave it.
public final class BodyPool {
  private static final int SMALLEST = 4 << 10;
  private static final int WHILE = 256;
  private static final int TOO_LARGE = 4;
  private static final int SMALL = 64 << 10;
  private static final long UNBOUNDED = Long.MAX_VALUE / 4;

  private final long most;
  private final long together;
  private final ArrayDeque<byte[]> free = new ArrayDeque<>();
  private long kept;
  private long used;
  private int largest;
  private int largestBefore;
  private int turns;

  /// How many arrays have lain there since the last time that some were forgotten.
  private int untouched;

  /// An empty one, with no bound for what is used at once.
  ///
  /// @param most bytes to keep while nobody uses them
  public BodyPool(long most) {
    this(most, UNBOUNDED);
  }

  /// An empty one.
  ///
  /// @param most bytes to keep while nobody uses them
  /// @param together bytes of all bodies that are there at once; what would be more is refused
  public BodyPool(long most, long together) {
    this.most = most;
    this.together = together;
  }

  /// Bytes that bodies have just now.
  public synchronized long used() {
    return used;
  }

  /// Bytes that are kept while nobody uses them.
  public synchronized long kept() {
    return kept;
  }

  /// @param before how much the same body has already
  byte[] take(int atLeast, int before) throws Refusal {
    int size = Math.max(SMALLEST, atLeast);
    byte[] known = poll(size, before);
    return known == null ? new byte[size] : known;
  }

  /// The body has a larger array now.
  synchronized void drop(byte[] array) {
    used -= array.length;
  }

  /// @param needed how much of it
  synchronized void giveBack(byte[] array, int needed) {
    used -= array.length;
    largest = Math.max(largest, needed);
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
    for (int i = 0; i < untouched; i++) {
      free.removeFirst();
    }
    free.removeIf(each -> !isWorthKeeping(each));
    untouched = free.size();
    kept = free.stream().mapToLong(each -> each.length).sum();
  }

  private boolean isWorthKeeping(byte[] array) {
    long needed = Math.max(SMALLEST, Math.max(largest, largestBefore));
    return array.length <= TOO_LARGE * needed;
  }

  private synchronized byte @Nullable [] poll(int size, int before) throws Refusal {
    long open = size <= SMALL ? together : together / 4 * 3;
    if (used - before + size > open) {
      throw Refusal.bad(
          "there is no memory for so long an answer: "
              + (used >> 20)
              + " of "
              + (together >> 20)
              + " MiB are in use for answers; give Sonde a larger heap, or ask for less at once");
    }
    byte[] last = free.pollLast();
    untouched = Math.min(untouched, free.size());
    kept -= last == null ? 0 : last.length;
    boolean fits = last != null && last.length >= size;
    used += fits ? last.length : size;
    return fits ? last : null;
  }
}
