package dev.sonde.stores.embedded;

/// Reads what [Bytes] wrote. Whatever stands there, it never reads beyond the end. Reused; for one
/// thread.
final class ByteSource {
  private static final int GROUP = 7;
  private static final int MORE = 0x80;
  private static final byte[] NOTHING = {};

  private byte[] array = NOTHING;
  private int at;
  private int end;

  void read(byte[] from, int begin, int stop) {
    array = from;
    at = begin;
    end = stop;
  }

  int left() {
    return end - at;
  }

  int position() {
    return at;
  }

  byte[] array() {
    return array;
  }

  void skip(int count) throws Damage {
    need(count);
    at += count;
  }

  int take() throws Damage {
    need(1);
    return array[at++] & 0xff;
  }

  long varint() throws Damage {
    if (at < end && array[at] >= 0) {
      return array[at++];
    }
    return longVarint();
  }

  private long longVarint() throws Damage {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += GROUP) {
      int next = take();
      value |= (long) (next & MORE - 1) << shift;
      if (next < MORE) {
        return value;
      }
    }
    throw new Damage("a number without an end");
  }

  long signed() throws Damage {
    long value = varint();
    return value >>> 1 ^ -(value & 1);
  }

  /// A number that is at most so large.
  int count(int most) throws Damage {
    long value = varint();
    if (value < 0 || value > most) {
      throw new Damage("a count of " + value);
    }
    return (int) value;
  }

  int fixed32() throws Damage {
    need(Integer.BYTES);
    at += Integer.BYTES;
    return word(at - Integer.BYTES);
  }

  long fixed64() throws Damage {
    need(Long.BYTES);
    at += Long.BYTES;
    long low = word(at - Long.BYTES) & 0xffff_ffffL;
    return low | (long) word(at - Integer.BYTES) << Integer.SIZE;
  }

  /// Without a loop: the first compiler unrolls none.
  private int word(int from) {
    return (array[from] & 0xff)
        | ((array[from + 1] & 0xff) << Byte.SIZE)
        | ((array[from + 2] & 0xff) << (2 * Byte.SIZE))
        | (array[from + 3] << (3 * Byte.SIZE));
  }

  private void need(int count) throws Damage {
    if (count < 0 || count > end - at) {
      throw new Damage("it ends too soon");
    }
  }
}
