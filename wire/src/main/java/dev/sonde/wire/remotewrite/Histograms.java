package dev.sonde.wire.remotewrite;

import dev.sonde.api.Histogram;
import dev.sonde.api.Histogram.Side;
import dev.sonde.wire.protobuf.ProtoBuffer;

/// A native histogram's message, the same in both protocols. As proto3 has it, a field that is zero
/// is left out, but not the counts of a histogram of fractions: that they are there tells it from
/// one of whole numbers.
final class Histograms {
  private static final int VARINT = 0;
  private static final int FIXED = 1;
  private static final int BYTES = 2;
  private static final int GAUGE = 3;

  private Histograms() {}

  static void write(Histogram of, long timeMillis, ProtoBuffer out) {
    boolean floating = of.shape().floating();
    count(1, of.count(), floating, out);
    real(3, of.sum(), out);
    number(4, zigzag(of.shape().schema()), out);
    real(5, of.shape().zeroThreshold(), out);
    count(6, of.zeroCount(), floating, out);
    side(8, of.negative(), floating, out);
    side(11, of.positive(), floating, out);
    number(14, of.shape().gauge() ? GAUGE : 0, out);
    number(15, timeMillis, out);
    bounds(of, out);
  }

  /// Whole in this field, with a fraction in the next.
  private static void count(int field, double count, boolean floating, ProtoBuffer out) {
    if (floating) {
      out.room(1 + Long.BYTES);
      out.put((field + 1) << 3 | FIXED);
      out.fixed(Double.doubleToRawLongBits(count));
    } else {
      number(field, (long) count, out);
    }
  }

  private static void real(int field, double value, ProtoBuffer out) {
    long bits = Double.doubleToRawLongBits(value);
    if (bits != 0) {
      out.room(1 + Long.BYTES);
      out.put(field << 3 | FIXED);
      out.fixed(bits);
    }
  }

  private static void number(int field, long value, ProtoBuffer out) {
    if (value != 0) {
      out.room(1 + ProtoBuffer.VARINT);
      out.put(field << 3 | VARINT);
      out.varint(value);
    }
  }

  /// Spans in this field, differences of whole counts in the next, counts as they are in the one
  /// after.
  private static void side(int field, Side side, boolean floating, ProtoBuffer out) {
    for (int row = 0; row < side.rows(); row++) {
      out.room(1 + ProtoBuffer.VARINT);
      out.put(field << 3 | BYTES);
      int begin = out.begin(1);
      number(1, zigzag(side.gap(row)), out);
      number(2, side.length(row), out);
      out.end(begin, 1);
    }
    if (side.size() > 0 && floating) {
      out.room(1 + ProtoBuffer.VARINT + Long.BYTES * side.size());
      out.put((field + 2) << 3 | BYTES);
      out.varint((long) Long.BYTES * side.size());
      for (int i = 0; i < side.size(); i++) {
        out.fixed(Double.doubleToRawLongBits(side.count(i)));
      }
    } else if (side.size() > 0) {
      differences(field + 1, side, out);
    }
  }

  private static void differences(int field, Side side, ProtoBuffer out) {
    out.room(1 + ProtoBuffer.VARINT + ProtoBuffer.VARINT * side.size());
    out.put(field << 3 | BYTES);
    int begin = out.begin(1);
    long before = 0;
    for (int i = 0; i < side.size(); i++) {
      long count = (long) side.count(i);
      out.varint(zigzag(count - before));
      before = count;
    }
    out.end(begin, 1);
  }

  private static void bounds(Histogram of, ProtoBuffer out) {
    if (of.bounds() > 0) {
      out.room(2 + ProtoBuffer.VARINT + Long.BYTES * of.bounds());
      out.varint(16 << 3 | BYTES);
      out.varint((long) Long.BYTES * of.bounds());
      for (int i = 0; i < of.bounds(); i++) {
        out.fixed(Double.doubleToRawLongBits(of.bound(i)));
      }
    }
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }
}
