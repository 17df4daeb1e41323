package dev.sonde.wire.columns;

import dev.sonde.api.Histogram;
import dev.sonde.api.Histogram.Shape;
import dev.sonde.api.Histogram.Side;

/// Native histograms. Counts that are whole take as many bytes as they need, the buckets' as
/// differences from one to the next; others are written as they are.
public final class HistogramBytes {
  private static final int FLOATING = 1;
  private static final int GAUGE = 2;
  private static final int WHOLE = 4;
  private static final int ACCOMPANIED = 8;
  private static final double EXACT = 1L << 53;

  private final PayloadReader in;
  private final boolean whole;

  private HistogramBytes(PayloadReader in, boolean whole) {
    this.in = in;
    this.whole = whole;
  }

  /// Appends one.
  public static void write(Histogram of, Payload to) {
    Shape shape = of.shape();
    boolean whole =
        isWhole(of.count())
            && isWhole(of.zeroCount())
            && isWhole(of.positive())
            && isWhole(of.negative());
    to.putByte(flags(shape) | (whole ? WHOLE : 0));
    to.putSigned(shape.schema());
    putReal(shape.zeroThreshold(), to);
    putReal(of.sum(), to);
    putCount(of.count(), 0, whole, to);
    putCount(of.zeroCount(), 0, whole, to);
    write(of.positive(), whole, to);
    write(of.negative(), whole, to);
    to.putVarint(of.bounds());
    for (int i = 0; i < of.bounds(); i++) {
      putReal(of.bound(i), to);
    }
  }

  private static int flags(Shape shape) {
    return (shape.floating() ? FLOATING : 0)
        | (shape.gauge() ? GAUGE : 0)
        | (shape.accompanied() ? ACCOMPANIED : 0);
  }

  private static void write(Side side, boolean whole, Payload to) {
    to.putVarint(side.rows());
    for (int row = 0; row < side.rows(); row++) {
      to.putSigned(side.gap(row));
      to.putVarint(side.length(row));
    }
    double before = 0;
    for (int i = 0; i < side.size(); i++) {
      putCount(side.count(i), before, whole, to);
      before = side.count(i);
    }
  }

  private static void putCount(double count, double before, boolean whole, Payload to) {
    if (whole) {
      to.putSigned((long) count - (long) before);
    } else {
      putReal(count, to);
    }
  }

  private static void putReal(double value, Payload to) {
    to.putLong(Double.doubleToRawLongBits(value));
  }

  private static boolean isWhole(Side side) {
    for (int i = 0; i < side.size(); i++) {
      if (!isWhole(side.count(i))) {
        return false;
      }
    }
    return true;
  }

  /// Not so for minus zero.
  private static boolean isWhole(double value) {
    return Math.abs(value) <= EXACT
        && Double.doubleToRawLongBits((long) value) == Double.doubleToRawLongBits(value);
  }

  /// Reads one.
  public static Histogram read(PayloadReader in) throws DamagedException {
    int flags = in.readByte();
    return new HistogramBytes(in, (flags & WHOLE) != 0).read(flags);
  }

  private Histogram read(int flags) throws DamagedException {
    long schema = in.readSigned();
    if (schema != Histogram.CUSTOM && (schema < Histogram.COARSEST || schema > Histogram.FINEST)) {
      throw new DamagedException("a histogram of schema " + schema);
    }
    double threshold = real();
    if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new DamagedException("a histogram whose zero reaches to " + threshold);
    }
    double sum = real();
    double count = count(0);
    double zero = count(0);
    Shape shape = shape((int) schema, threshold, flags);
    Side positive = side();
    Side negative = side();
    var bounds = new double[in.readCount("bounds", in.remaining() / Double.BYTES)];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = real();
    }
    return new Histogram(shape, count, sum, zero, positive, negative, bounds);
  }

  private static Shape shape(int schema, double threshold, int flags) {
    return new Shape(
        schema,
        threshold,
        (flags & FLOATING) != 0,
        (flags & GAUGE) != 0,
        (flags & ACCOMPANIED) != 0);
  }

  private Side side() throws DamagedException {
    int rows = in.readCount("rows", in.remaining() / 2);
    var gaps = new int[rows];
    var lengths = new int[rows];
    long size = 0;
    for (int row = 0; row < rows; row++) {
      long gap = in.readSigned();
      if (gap != (int) gap || (row > 0 && gap < 0)) {
        throw new DamagedException("a bucket of number " + gap);
      }
      gaps[row] = (int) gap;
      lengths[row] = in.readCount("buckets", in.remaining());
      size += lengths[row];
    }
    if (size > in.remaining() / (whole ? 1 : Double.BYTES)) {
      throw new DamagedException(size + " buckets are more than there are bytes for");
    }
    var counts = new double[(int) size];
    double before = 0;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = count(before);
      before = counts[i];
    }
    return rows == 0 ? Side.NONE : new Side(gaps, lengths, counts);
  }

  private double count(double before) throws DamagedException {
    return whole ? (long) before + in.readSigned() : real();
  }

  private double real() throws DamagedException {
    return Double.longBitsToDouble(in.readLong());
  }
}
