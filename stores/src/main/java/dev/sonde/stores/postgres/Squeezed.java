package dev.sonde.stores.postgres;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// What [Squeezing] made, to be read. Reused.
final class Squeezed {
  private static final int SEVEN_BITS = 0x7f;

  private byte[] bytes = new byte[8192];
  private int size;
  private int at;

  /// @param most how many bytes it may have been
  Squeezed of(byte[] squeezed, int most) throws IOException {
    at = 0;
    size = 0;
    if (bytes.length < most) {
      bytes = new byte[most];
    }
    var inflater = new Inflater(true);
    try {
      inflater.setInput(squeezed);
      size = inflater.inflate(bytes, 0, most);
      if (inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
        throw damaged();
      }
    } catch (DataFormatException e) {
      throw new IOException(damaged().getMessage(), e);
    } finally {
      inflater.end();
    }
    return this;
  }

  boolean hasMore() {
    return at < size;
  }

  int octet() throws IOException {
    if (at == size) {
      throw damaged();
    }
    return bytes[at++] & 0xff;
  }

  long number() throws IOException {
    long number = 0;
    int shift = 0;
    int octet = SEVEN_BITS + 1;
    while (octet > SEVEN_BITS) {
      if (shift >= Long.SIZE) {
        throw damaged();
      }
      octet = octet();
      number |= (long) (octet & SEVEN_BITS) << shift;
      shift += 7;
    }
    return (number >>> 1) ^ -(number & 1);
  }

  static IOException damaged() {
    return new IOException(
        "a copy in sonde.tracks is damaged; with DELETE FROM sonde.hours all are made anew");
  }
}
