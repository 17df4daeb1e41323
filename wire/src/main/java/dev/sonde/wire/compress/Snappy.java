package dev.sonde.wire.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Google's Snappy in its block format, as remote write wants it.
///
/// # Implementation notes
///
/// The plain bytes are taken in blocks of 64 KiB, each by itself, so that every distance fits in 16
/// bits. A table holds, for a hash of four bytes, where they stood last in the block. Where four
/// bytes are found again, what lies between becomes a literal and the repetition a copy. The longer
/// nothing is found, the larger the steps. The table is cleared for each block, so that what was
/// compressed before never shows.
public final class Snappy implements Compressor {
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final int BLOCK = 1 << 16;
  private static final int TABLE_BITS = 14;
  private static final int MARGIN = 16;
  private static final int LONGEST_COPY = 64;
  private static final int MULTIPLIER = 0x1e35a7bd;
  private static final int SKIP_BITS = 5;

  private final short[] table = new short[1 << TABLE_BITS];
  private byte[] in = {};
  private byte[] out = new byte[512];
  private int size;

  /// A compressor with its room.
  public Snappy() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String encoding() {
    return "snappy";
  }

  @Override
  public ByteBuffer compress(ByteBuffer plain) {
    in = plain.array();
    int from = plain.arrayOffset() + plain.position();
    int to = plain.arrayOffset() + plain.limit();
    size = 0;
    room(to - from);
    length(to - from);
    for (int block = from; block < to; block += BLOCK) {
      block(block, Math.min(to, block + BLOCK));
    }
    in = new byte[0];
    return ByteBuffer.wrap(out, 0, size);
  }

  @Override
  public void close() {}

  private void room(int plain) {
    int most = Math.addExact(Math.addExact(plain, plain / 6), 64);
    if (out.length < most) {
      out = new byte[most];
    }
  }

  private void length(int value) {
    int rest = value;
    while (rest > 0x7f) {
      out[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[size++] = (byte) rest;
  }

  private void block(int from, int to) {
    int said = from;
    if (to - from > MARGIN) {
      Arrays.fill(table, (short) 0);
      said = copies(from, to);
    }
    if (said < to) {
      literal(said, to - said);
    }
  }

  private int copies(int from, int to) {
    int last = to - MARGIN;
    int said = from;
    int at = from + 1;
    while (true) {
      int skip = 1 << SKIP_BITS;
      int found;
      int four = four(at);
      while (true) {
        found = from + (table[hash(four)] & 0xffff);
        table[hash(four)] = (short) (at - from);
        if (four(found) == four) {
          break;
        }
        at += skip++ >>> SKIP_BITS;
        if (at > last) {
          return said;
        }
        four = four(at);
      }
      if (said < at) {
        literal(said, at - said);
      }
      int end = matched(found + 4, at + 4, to);
      copy(at - found, end - at);
      said = end;
      at = end;
      if (at > last) {
        return said;
      }
      table[hash(four(at - 1))] = (short) (at - 1 - from);
    }
  }

  private int matched(int left, int right, int to) {
    int before = left;
    int at = right;
    while (at + Long.BYTES <= to) {
      long differing = (long) LONGS.get(in, before) ^ (long) LONGS.get(in, at);
      if (differing != 0) {
        return at + (Long.numberOfTrailingZeros(differing) >>> 3);
      }
      before += Long.BYTES;
      at += Long.BYTES;
    }
    while (at < to && in[before] == in[at]) {
      before++;
      at++;
    }
    return at;
  }

  private void literal(int from, int length) {
    int number = length - 1;
    if (number < 60) {
      out[size++] = (byte) (number << 2);
    } else if (number < 256) {
      out[size++] = (byte) (60 << 2);
      out[size++] = (byte) number;
    } else {
      out[size++] = (byte) (61 << 2);
      out[size++] = (byte) number;
      out[size++] = (byte) (number >>> 8);
    }
    System.arraycopy(in, from, out, size, length);
    size += length;
  }

  private void copy(int distance, int length) {
    int rest = length;
    while (rest >= LONGEST_COPY + 4) {
      longCopy(distance, LONGEST_COPY);
      rest -= LONGEST_COPY;
    }
    if (rest > LONGEST_COPY) {
      longCopy(distance, LONGEST_COPY - 4);
      rest -= LONGEST_COPY - 4;
    }
    if (rest < 12 && distance < 2048) {
      out[size++] = (byte) (1 | (rest - 4) << 2 | (distance >>> 8) << 5);
      out[size++] = (byte) distance;
    } else {
      longCopy(distance, rest);
    }
  }

  private void longCopy(int distance, int length) {
    out[size++] = (byte) (2 | (length - 1) << 2);
    out[size++] = (byte) distance;
    out[size++] = (byte) (distance >>> 8);
  }

  private int four(int at) {
    return (int) INTS.get(in, at);
  }

  private static int hash(int four) {
    return (four * MULTIPLIER) >>> (Integer.SIZE - TABLE_BITS);
  }
}
