package dev.sonde.wire.otlp;

import dev.sonde.api.Histogram;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.HistogramBytes;
import dev.sonde.wire.columns.Payload;
import dev.sonde.wire.columns.PayloadReader;

/// What increases come to. Never changed.
sealed interface Sum {
  /// How many whole numbers a double tells apart.
  double EXACT = 1L << 53;

  int NUMBERS = 1;
  int NATIVE = 2;

  /// Numbers that are added one by one.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Numbers(double[] values) implements Sum {}

  /// A native histogram.
  record Native(Histogram histogram) implements Sum {}

  /// Can the other one be added?
  default boolean fits(Sum other) {
    return switch (this) {
      case Numbers(double[] values) ->
          other instanceof Numbers(double[] others) && values.length == others.length;
      case Native _ -> other instanceof Native;
    };
  }

  /// Both together; the other one fits.
  default Sum plus(Sum other) {
    return switch (this) {
      case Numbers(double[] values) -> new Numbers(sum(values, ((Numbers) other).values()));
      case Native(Histogram histogram) ->
          new Native(NativeSum.of(histogram, ((Native) other).histogram()));
    };
  }

  private static double[] sum(double[] left, double[] right) {
    double[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += right[i];
    }
    return sum;
  }

  /// Whole numbers take as many bytes as they need.
  default void write(Payload to) {
    switch (this) {
      case Numbers(double[] values) -> {
        to.putByte(NUMBERS);
        to.putVarint(values.length);
        for (double each : values) {
          write(each, to);
        }
      }
      case Native(Histogram histogram) -> {
        to.putByte(NATIVE);
        HistogramBytes.write(histogram, to);
      }
    }
  }

  private static void write(double value, Payload to) {
    long bits = Double.doubleToRawLongBits(value);
    if (Math.abs(value) <= EXACT && Double.doubleToRawLongBits((long) value) == bits) {
      to.putVarint(Payload.zigzag((long) value) << 1);
    } else {
      to.putByte(1);
      to.putLong(bits);
    }
  }

  /// Reads what was written.
  static Sum read(PayloadReader in) throws DamagedException {
    return switch (in.readByte()) {
      case NUMBERS -> {
        var values = new double[in.readCount("numbers", in.remaining())];
        for (int i = 0; i < values.length; i++) {
          values[i] = number(in);
        }
        yield new Numbers(values);
      }
      case NATIVE -> new Native(HistogramBytes.read(in));
      default -> throw new DamagedException("a total of an unknown kind");
    };
  }

  private static double number(PayloadReader in) throws DamagedException {
    long head = in.readVarint();
    return (head & 1) == 0 ? Payload.unzigzag(head >>> 1) : Double.longBitsToDouble(in.readLong());
  }
}
