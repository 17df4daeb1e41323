package dev.sonde.wire.columns;

/// Reads what [Payload] wrote and believes none of it. Reused: `open` begins anew.
public final class PayloadReader {
  private byte[] bytes = new byte[0];
  private int at;
  private int to;

  public void open(byte[] source, int from, int end) {
    bytes = source;
    at = from;
    to = end;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int position() {
    return at;
  }

  public int remaining() {
    return to - at;
  }

  public int readByte() throws DamagedException {
    if (at >= to) {
      throw tooShort();
    }
    return bytes[at++] & 0xff;
  }

  public long readVarint() throws DamagedException {
    int first = readByte();
    return first < 0x80 ? first : readLonger(first & 0x7f);
  }

  public long readSigned() throws DamagedException {
    return Payload.unzigzag(readVarint());
  }

  public long readLong() throws DamagedException {
    return readLow(Long.BYTES);
  }

  /// So many bytes, lowest first, as a number without sign.
  public long readLow(int count) throws DamagedException {
    int from = skip(count);
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[from + i] & 0xff);
    }
    return value;
  }

  /// A number from zero to `most`.
  public int readCount(String what, long most) throws DamagedException {
    long count = readVarint();
    if (count < 0 || count > most) {
      throw new DamagedException(what + " " + Long.toUnsignedString(count) + " is over " + most);
    }
    return (int) count;
  }

  /// Passes over bytes.
  ///
  /// @return where they begin
  public int skip(int count) throws DamagedException {
    if (count > remaining()) {
      throw tooShort();
    }
    at += count;
    return at - count;
  }

  /// Nothing may be left.
  public void end() throws DamagedException {
    if (at != to) {
      throw new DamagedException(remaining() + " bytes too many");
    }
  }

  private long readLonger(long first) throws DamagedException {
    long value = first;
    for (int shift = 7; shift < 63; shift += 7) {
      int next = readByte();
      value |= (next & 0x7fL) << shift;
      if (next < 0x80) {
        check(next != 0);
        return value;
      }
    }
    check(readByte() == 1);
    return value | Long.MIN_VALUE;
  }

  private static void check(boolean shortest) throws DamagedException {
    if (!shortest) {
      throw new DamagedException("a number longer than it need be");
    }
  }

  private static DamagedException tooShort() {
    return new DamagedException("ends too early");
  }
}
