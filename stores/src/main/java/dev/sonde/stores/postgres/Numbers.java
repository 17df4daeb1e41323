package dev.sonde.stores.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A slice of an array of numbers as the server sends it: as bytes, because text would lose what a
/// NaN says.
final class Numbers {
  private static final int FLOAT8 = 701;
  private static final int HEAD = 5 * Integer.BYTES;
  private static final long MICROS_TO_2000 = 946_684_800_000_000L;

  private final double[] values = new double[Cell.WIDTH + 1];
  private final Places present = new Places();

  /// A `timestamptz` in milliseconds since 1970.
  static long millis(byte[] instant) throws IOException {
    if (instant.length != Long.BYTES) {
      throw new IOException("the server sent a time as text");
    }
    return Math.floorDiv(ByteBuffer.wrap(instant).getLong() + MICROS_TO_2000, 1000L);
  }

  /// A `double precision`, bit by bit.
  static double number(byte[] number) throws IOException {
    if (number.length != Double.BYTES) {
      throw new IOException("the server sent a number as text");
    }
    return Double.longBitsToDouble(ByteBuffer.wrap(number).getLong());
  }

  /// @param first the place of the first number
  void of(byte[] bytes, int first) throws IOException {
    present.clear();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.remaining() < 3 * Integer.BYTES || in.getInt(2 * Integer.BYTES) != FLOAT8) {
      throw new IOException("the server sent numbers as text");
    }
    int dimensions = in.getInt(0);
    if (dimensions == 0) {
      return;
    }
    if (dimensions != 1 || in.remaining() < HEAD) {
      throw damaged();
    }
    read(in.position(HEAD), in.getInt(3 * Integer.BYTES), first);
  }

  private void read(ByteBuffer in, int count, int first) throws IOException {
    if (count < 0 || count > Cell.WIDTH || first < 1 || first > Cell.WIDTH - count + 1) {
      throw damaged();
    }
    for (int place = first; place < first + count; place++) {
      if (length(in) == Double.BYTES) {
        values[place] = Double.longBitsToDouble(in.getLong());
        present.add(place);
      }
    }
  }

  private static int length(ByteBuffer in) throws IOException {
    int length = in.remaining() < Integer.BYTES ? 0 : in.getInt();
    if (length != -1 && (length != Double.BYTES || in.remaining() < Double.BYTES)) {
      throw damaged();
    }
    return length;
  }

  private static IOException damaged() {
    return new IOException("a row of sonde.collections is damaged");
  }

  boolean has(int place) {
    return present.has(place);
  }

  double at(int place) {
    return values[place];
  }
}
