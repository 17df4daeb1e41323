package dev.sonde.it.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Snappy's block format, as its format description says: reads all of it, writes literals only.
final class Snappy {
  private static final int LITERAL_BYTES = 1 << 16;
  private static final int TWO_BYTE_LENGTH = 61 << 2;
  private static final int LONGEST = 64 << 20;

  private final byte[] from;
  private int at;
  private byte[] out = new byte[0];
  private int size;

  private Snappy(byte[] from) {
    this.from = from;
  }

  static byte[] pack(byte[] plain) {
    var out = new ByteArrayOutputStream(plain.length + 16);
    ProtobufWriter.varint(out, plain.length);
    for (int at = 0; at < plain.length; at += LITERAL_BYTES) {
      int length = Math.min(LITERAL_BYTES, plain.length - at);
      out.write(TWO_BYTE_LENGTH);
      out.write(length - 1);
      out.write((length - 1) >> 8);
      out.write(plain, at, length);
    }
    return out.toByteArray();
  }

  /// @throws IOException when it is not a whole block
  static byte[] unpack(byte[] packed) throws IOException {
    try {
      return new Snappy(packed).unpack();
    } catch (IndexOutOfBoundsException broken) {
      throw new IOException("a broken snappy block", broken);
    }
  }

  private byte[] unpack() throws IOException {
    var length = new ProtobufReader(from, 0, from.length);
    long announced = length.varint();
    if (announced < 0 || announced > LONGEST) {
      throw new IOException("a snappy block of " + announced + " bytes");
    }
    out = new byte[(int) announced];
    at = length.at();
    while (at < from.length) {
      element();
    }
    if (size != out.length) {
      throw new IOException("a snappy block ends early");
    }
    return out;
  }

  private void element() throws IOException {
    int tag = next();
    switch (tag & 3) {
      case 0 -> literal(tag >> 2);
      case 1 -> copy(4 + ((tag >> 2) & 7), ((tag >> 5) << 8) | next());
      case 2 -> copy(1 + (tag >> 2), little(2));
      default -> copy(1 + (tag >> 2), little(4));
    }
  }

  private void literal(int code) {
    int length = 1 + (code < 60 ? code : little(code - 59));
    System.arraycopy(from, at, out, size, length);
    at += length;
    size += length;
  }

  private void copy(int length, int back) throws IOException {
    if (back <= 0) {
      throw new IOException("a snappy block copies from ahead");
    }
    for (int end = size + length; size < end; size++) {
      out[size] = out[size - back];
    }
  }

  private int little(int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= next() << (8 * i);
    }
    return value;
  }

  private int next() {
    return from[at++] & 0xff;
  }
}
