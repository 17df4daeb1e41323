package dev.sonde.wire.remotewrite;

import dev.sonde.wire.protobuf.ProtoBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The strings of one request, each once, in the order in which they were first needed: `repeated
/// string symbols = 4`. The first is empty.
///
/// # Implementation notes
///
/// The bytes lie as the request will say them. A table with open addressing leads from a hash to a
/// symbol's number. Labels come from strangers, so the hash begins with a number nobody can know;
/// it decides where a symbol lies in the table and nothing that is sent.
final class Symbols {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int FIELD = 4 << 3 | 2;
  private static final int FIRST_CAPACITY = 256;
  private static final int NONE = -1;
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;
  private static final long OTHER = 0xe7037ed1a0b428dbL;

  private final long seed = (System.nanoTime() ^ System.identityHashCode(this)) * MULTIPLIER;
  private final ProtoBuffer said = new ProtoBuffer();
  private int[] table = new int[FIRST_CAPACITY * 2];
  private int[] hashes = new int[FIRST_CAPACITY];
  private int[] from = new int[FIRST_CAPACITY];
  private int[] to = new int[FIRST_CAPACITY];
  private int count;

  /// The table's message fields.
  ProtoBuffer said() {
    return said;
  }

  void clear() {
    said.clear();
    Arrays.fill(table, NONE);
    count = 0;
    reference(said.bytes(), 0, 0);
  }

  /// The number of this string, now if not before.
  int reference(byte[] bytes, int start, int end) {
    int hash = hash(bytes, start, end);
    int mask = table.length - 1;
    int at = hash & mask;
    while (table[at] != NONE) {
      int symbol = table[at];
      if (hashes[symbol] == hash
          && Arrays.equals(said.bytes(), from[symbol], to[symbol], bytes, start, end)) {
        return symbol;
      }
      at = at + 1 & mask;
    }
    table[at] = count;
    return add(hash, bytes, start, end);
  }

  private int add(int hash, byte[] bytes, int start, int end) {
    said.room(1 + ProtoBuffer.VARINT + end - start);
    said.put(FIELD);
    said.varint(end - start);
    hashes[count] = hash;
    from[count] = said.size();
    said.put(bytes, start, end - start);
    to[count] = said.size();
    count++;
    if (count == hashes.length) {
      grow();
    }
    return count - 1;
  }

  private void grow() {
    int capacity = count * 2;
    hashes = Arrays.copyOf(hashes, capacity);
    from = Arrays.copyOf(from, capacity);
    to = Arrays.copyOf(to, capacity);
    table = new int[capacity * 2];
    Arrays.fill(table, NONE);
    for (int symbol = 0; symbol < count; symbol++) {
      int at = hashes[symbol] & table.length - 1;
      while (table[at] != NONE) {
        at = at + 1 & table.length - 1;
      }
      table[at] = symbol;
    }
  }

  private int hash(byte[] bytes, int start, int end) {
    long hash = seed ^ end - start;
    int at = start;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      hash = mix(hash ^ (long) LONGS.get(bytes, at), MULTIPLIER);
    }
    long rest = 0;
    for (; at < end; at++) {
      rest = rest << 8 | (bytes[at] & 0xff);
    }
    hash = mix(hash ^ rest, OTHER);
    return (int) (hash ^ hash >>> 32);
  }

  private static long mix(long left, long right) {
    return left * right ^ Math.unsignedMultiplyHigh(left, right);
  }
}
