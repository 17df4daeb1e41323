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
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      value |= (array[at++] & 0xff) << shift;
    }
    return value;
  }

  long fixed64() throws Damage {
    long low = fixed32() & 0xffff_ffffL;
    return low | (long) fixed32() << Integer.SIZE;
  }

  private void need(int count) throws Damage {
    if (count < 0 || count > end - at) {
      throw new Damage("it ends too soon");
    }
  }
}
