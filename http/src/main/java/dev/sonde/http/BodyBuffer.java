package dev.sonde.http;

import java.util.Arrays;

/// Where the body of an answer goes: it grows as bytes come, up to a limit, and is used again for
/// the next one. Costs next to nothing while it is empty. For one thread at a time.
public final class BodyBuffer {
  private static final byte[] NONE = {};
  private static final int PIECE = 64 << 10;
  private static final int POOL = 16 << 20;

  private final BodyPool pool;
  private int limit;
  private byte[] bytes = NONE;
  private int size;

  /// With memory of its own.
  ///
  /// @param limit the most it holds, in bytes
  public BodyBuffer(int limit) {
    this(limit, new BodyPool(POOL));
  }

  /// With memory that others use too, when there is no body in it.
  ///
  /// @param limit the most it holds, in bytes
  public BodyBuffer(int limit, BodyPool pool) {
    this.pool = pool;
    limit(limit);
  }

  /// The body, from the first byte to [#size]; the same array until bytes are added.
  public byte[] bytes() {
    return bytes;
  }

  /// How many bytes of the array count.
  public int size() {
    return size;
  }

  /// The most it holds.
  public int limit() {
    return limit;
  }

  /// Holds at most as much from now on.
  ///
  /// @throws IllegalArgumentException when it is negative
  public void limit(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("a limit is not negative");
    }
    limit = most;
  }

  /// Empties it and gives its memory back. Whoever has the array must let go of it before.
  public void clear() {
    if (bytes.length > 0) {
      pool.giveBack(bytes, size);
      bytes = NONE;
    }
    size = 0;
  }

  /// A copy of the body.
  public byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }

  boolean full() {
    return size >= limit;
  }

  /// Makes room for a body that is said to be so long; believes it as far as others of that length
  /// would do no harm.
  void expect(long length) throws Refusal {
    grow((int) Math.min(Math.min(length, limit), PIECE));
  }

  /// How many bytes can be added at [#size] just now; makes room first.
  int room() throws Refusal {
    if (size == bytes.length && !full()) {
      grow((int) Math.min(limit, Math.max(1024, 2L * size)));
    }
    return Math.min(PIECE, Math.min(limit, bytes.length) - size);
  }

  void added(int count) {
    size += count;
  }

  private void grow(int capacity) throws Refusal {
    if (capacity <= bytes.length) {
      return;
    }
    byte[] larger = pool.take(capacity, bytes.length);
    System.arraycopy(bytes, 0, larger, 0, size);
    pool.drop(bytes);
    bytes = larger;
  }
}
