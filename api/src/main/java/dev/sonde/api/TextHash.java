package dev.sonde.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// 64 bits of a range of bytes, eight bytes at a time, by a secret seed.
///
/// # Implementation notes
///
/// Each word is multiplied before it joins and the sum is rotated and multiplied after, so two
/// texts of one length collide only if words that differ cancel through two multiplications. The
/// last word overlaps the one before it. Texts that cancel so whatever the seed is can be crafted:
/// let nobody gain by two texts of their own that meet.
public final class TextHash {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONE = 0x9e3779b97f4a7c15L;
  private static final long TWO = 0xd6e8feb86659fd93L;

  private final long seed;

  /// @param seed random, and the same for hashes that are compared
  public TextHash(long seed) {
    this.seed = seed;
  }

  /// The hash of a range.
  public long of(byte[] bytes, int from, int to) {
    int length = to - from;
    long hash = seed + length * TWO;
    if (length < Long.BYTES) {
      return finished(mixed(hash, shortWord(bytes, from, to)));
    }
    int last = to - Long.BYTES;
    for (int at = from; at < last; at += Long.BYTES) {
      hash = Long.rotateLeft(hash ^ (long) WORDS.get(bytes, at) * ONE, 27) * TWO;
    }
    return finished(Long.rotateLeft(hash ^ (long) WORDS.get(bytes, last) * ONE, 27) * TWO);
  }

  /// Two hashes as one, in which their order counts.
  public static long mixed(long hash, long word) {
    return Long.rotateLeft(hash ^ word * ONE, 27) * TWO;
  }

  /// The last step after [#mixed].
  public static long finished(long hash) {
    long folded = (hash ^ hash >>> 32) * ONE;
    return folded ^ folded >>> 29;
  }

  private static long shortWord(byte[] bytes, int from, int to) {
    long word = 0;
    for (int at = from; at < to; at++) {
      word = word << 8 | (bytes[at] & 0xff);
    }
    return word;
  }
}
