package dev.sonde.wire.compress;

import dev.sonde.wire.BodyException;
import java.util.Arrays;

/// Makes Google's Snappy plain again, in its block format, reusing its room. For one thread.
///
/// What a body says of its plain size is believed only as far as its own size can bear it: three
/// bytes of it become 64 at most.
public final class SnappyExpander {
  private static final int LONGEST_COPY = 64;
  private static final int COPY_BYTES = 3;
  private static final int SHORT = 16;

  private byte[] in = {};
  private byte[] plain = {};
  private int at;
  private int end;
  private int size;
  private int wanted;

  /// One that holds no room yet.
  public SnappyExpander() {}

  /// The plain bytes, from the first on; valid until the next call.
  public byte[] bytes() {
    return plain;
  }

  /// Expands a body.
  ///
  /// @param mostBytes plain bytes that are taken
  /// @return how many plain bytes there are
  /// @throws BodyException when it is not Snappy, or says that it is larger
  public int expand(byte[] packed, int from, int to, int mostBytes) throws BodyException {
    in = packed;
    at = from;
    end = to;
    size = 0;
    begin(mostBytes);
    while (at < end) {
      element();
    }
    in = new byte[0];
    if (size != wanted) {
      throw fail("it ends after " + size + " bytes, and says that it has " + wanted);
    }
    return size;
  }

  private void begin(int mostBytes) throws BodyException {
    long length = length();
    if (length > mostBytes) {
      throw fail("it has " + length + " bytes, and " + mostBytes + " are taken");
    }
    if (length > (long) (end - at) * LONGEST_COPY / COPY_BYTES + LONGEST_COPY) {
      throw fail("it can't have as many bytes as it says");
    }
    wanted = (int) length;
    if (plain.length < wanted + SHORT) {
      plain = new byte[wanted + SHORT];
    }
  }

  private long length() throws BodyException {
    long length = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int octet = next();
      length |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        return length;
      }
    }
    throw fail("its length has more than five bytes");
  }

  private void element() throws BodyException {
    int tag = next();
    switch (tag & 3) {
      case 0 -> literal(tag >>> 2);
      case 1 -> copy((tag >>> 2 & 7) + 4, (tag >>> 5) << 8 | next());
      case 2 -> copy((tag >>> 2) + 1, little(2));
      default -> copy((tag >>> 2) + 1, little(4));
    }
  }

  private void literal(int code) throws BodyException {
    long length = 1 + (code < 60 ? code : little(code - 59));
    if (length > end - at || length > wanted - size) {
      throw fail("a literal is longer than what is left");
    }
    int count = (int) length;
    if (count <= SHORT && at + SHORT <= in.length) {
      System.arraycopy(in, at, plain, size, SHORT);
    } else {
      System.arraycopy(in, at, plain, size, count);
    }
    at += count;
    size += count;
  }

  private void copy(int length, long distance) throws BodyException {
    if (distance <= 0 || distance > size) {
      throw fail("a copy is of bytes before the first");
    }
    if (length > wanted - size) {
      throw fail("it has more bytes than it says");
    }
    int from = size - (int) distance;
    if (distance >= length) {
      System.arraycopy(plain, from, plain, size, length);
    } else if (distance == 1) {
      Arrays.fill(plain, size, size + length, plain[from]);
    } else {
      for (int i = 0; i < length; i++) {
        plain[size + i] = plain[from + i];
      }
    }
    size += length;
  }

  private long little(int bytes) throws BodyException {
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (long) next() << (8 * i);
    }
    return number;
  }

  private int next() throws BodyException {
    if (at == end) {
      throw fail("it ends too early");
    }
    return in[at++] & 0xff;
  }

  private BodyException fail(String reason) {
    return new BodyException(at, "this is not Snappy's block format: " + reason);
  }
}
