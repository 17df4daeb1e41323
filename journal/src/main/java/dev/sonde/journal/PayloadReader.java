package dev.sonde.journal;

/// Reads what [Payload] wrote and believes none of it. Reused: `open` begins anew.
final class PayloadReader {
  private byte[] bytes = new byte[0];
  private int at;
  private int to;

  void open(byte[] source, int from, int end) {
    bytes = source;
    at = from;
    to = end;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return at;
  }

  int remaining() {
    return to - at;
  }

  int readByte() throws DamagedException {
    if (at >= to) {
      throw tooShort();
    }
    return bytes[at++] & 0xff;
  }

  long readVarint() throws DamagedException {
    int first = readByte();
    return first < 0x80 ? first : readLonger(first & 0x7f);
  }

  long readSigned() throws DamagedException {
    return Payload.unzigzag(readVarint());
  }

  long readLong() throws DamagedException {
    return readLow(Long.BYTES);
  }

  /// So many bytes, lowest first, as a number without sign.
  long readLow(int count) throws DamagedException {
    int from = skip(count);
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = (value << 8) | (bytes[from + i] & 0xff);
    }
    return value;
  }

  /// A number from zero to `most`.
  int readCount(String what, long most) throws DamagedException {
    long count = readVarint();
    if (count < 0 || count > most) {
      throw new DamagedException(what + " " + Long.toUnsignedString(count) + " is over " + most);
    }
    return (int) count;
  }

  /// Passes over bytes.
  ///
  /// @return where they begin
  int skip(int count) throws DamagedException {
    if (count > remaining()) {
      throw tooShort();
    }
    at += count;
    return at - count;
  }

  /// Nothing may be left.
  void end() throws DamagedException {
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
