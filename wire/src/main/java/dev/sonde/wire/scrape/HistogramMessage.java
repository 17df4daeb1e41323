package dev.sonde.wire.scrape;

import dev.sonde.api.Histogram;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.DoubleList;
import dev.sonde.wire.protobuf.NativeSide;
import dev.sonde.wire.protobuf.WireReader;

/// One `Histogram`, classic, native or both; used again for each metric.
final class HistogramMessage {
  private final DoubleList bounds = new DoubleList();
  private final DoubleList counts = new DoubleList();
  private final Ranges bucketExemplars = new Ranges();
  private final Ranges nativeExemplars = new Ranges();
  private final NativeSide positive = new NativeSide();
  private final NativeSide negative = new NativeSide();
  private long wholeCount;
  private double realCount;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private long wholeZero;
  private double realZero;
  private boolean created;

  void clear() {
    bounds.clear();
    counts.clear();
    bucketExemplars.clear();
    nativeExemplars.clear();
    positive.clear();
    negative.clear();
    wholeCount = 0;
    realCount = 0;
    sum = 0;
    schema = 0;
    zeroThreshold = 0;
    wholeZero = 0;
    realZero = 0;
    created = false;
  }

  /// Reads the fields up to the end; a second message is joined to the first.
  void read(WireReader wire) throws BodyException {
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> wholeCount = wire.number();
        case 2 -> sum = wire.real();
        case 3 -> bucket(wire);
        case 4 -> realCount = wire.real();
        default -> more(wire);
      }
    }
  }

  private void more(WireReader wire) throws BodyException {
    switch (wire.field()) {
      case 5 -> schema = (int) WireReader.signed(wire.number() & 0xffffffffL);
      case 6 -> zeroThreshold = wire.real();
      case 7 -> wholeZero = wire.number();
      case 8 -> realZero = wire.real();
      case 9 -> negative.span(wire);
      case 10 -> negative.deltas(wire);
      case 11 -> negative.counts(wire);
      case 12 -> positive.span(wire);
      case 13 -> positive.deltas(wire);
      case 14 -> positive.counts(wire);
      case 15 -> created(wire);
      case 16 -> ExemplarMessage.read(wire, 0, nativeExemplars);
      default -> wire.skip();
    }
  }

  private void created(WireReader wire) throws BodyException {
    ExemplarMessage.time(wire);
    created = true;
  }

  private void bucket(WireReader wire) throws BodyException {
    int outer = wire.enter();
    long whole = 0;
    double real = 0;
    double bound = 0;
    int exemplars = bucketExemplars.size();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> whole = wire.number();
        case 2 -> bound = wire.real();
        case 3 -> {
          bucketExemplars.shorten(exemplars);
          ExemplarMessage.read(wire, bounds.size(), bucketExemplars);
        }
        case 4 -> real = wire.real();
        default -> wire.skip();
      }
    }
    bounds.add(wire, bound);
    counts.add(wire, real == 0 ? WireReader.unsigned(whole) : real);
    wire.leave(outer);
  }

  /// Sees that what was read fits together, once all of it is.
  void settle(WireReader wire) throws BodyException {
    if (!isNative()) {
      return;
    }
    boolean custom = schema == Histogram.CUSTOM;
    if (!custom && (schema < Histogram.COARSEST || schema > Histogram.FINEST)) {
      throw wire.fail("a histogram has schema " + schema + ", which is not known");
    }
    if (!(zeroThreshold >= 0 && zeroThreshold < Double.POSITIVE_INFINITY)) {
      throw wire.fail("a histogram's zero threshold is no number from 0 on");
    }
    if (!(zeroCount() >= 0)) {
      throw wire.fail("a histogram's bucket has less than nothing");
    }
    settle(positive, wire);
    settle(negative, wire);
    if (custom) {
      settleCustom(wire);
    }
  }

  private void settle(NativeSide side, WireReader wire) throws BodyException {
    String flaw = side.settle(wire, floating());
    if (!flaw.isEmpty()) {
      throw wire.fail(flaw);
    }
  }

  private void settleCustom(WireReader wire) throws BodyException {
    if (negative.size() > 0) {
      throw wire.fail("a histogram with bounds of its own has buckets below zero");
    }
    for (int i = 0; i < positive.size(); i++) {
      if (positive.index(i) < 0 || positive.index(i) > bounds()) {
        throw wire.fail("a histogram has more buckets than bounds");
      }
    }
  }

  /// Does it have native buckets, or say that it is to have some?
  boolean isNative() {
    return positive.hasSpans()
        || negative.hasSpans()
        || zeroThreshold > 0
        || wholeZero != 0
        || realZero > 0;
  }

  boolean floating() {
    return realCount > 0 || realZero > 0;
  }

  /// Those of classic buckets, in their order.
  Ranges bucketExemplars() {
    return bucketExemplars;
  }

  /// Those of the histogram as a whole.
  Ranges nativeExemplars() {
    return nativeExemplars;
  }

  boolean isCreated() {
    return created;
  }

  /// How many spans and buckets there are on both sides.
  int extent() {
    return positive.size() + positive.spans() + negative.size() + negative.spans();
  }

  /// @param gauge may its counts go down?
  /// @param accompanied are its classic buckets given, too?
  Histogram make(boolean gauge, boolean accompanied) {
    var own = new double[schema == Histogram.CUSTOM ? bounds() : 0];
    for (int i = 0; i < own.length; i++) {
      own[i] = bounds.at(i);
    }
    var shape = new Histogram.Shape(schema, zeroThreshold, floating(), gauge, accompanied);
    return new Histogram(shape, count(), sum, zeroCount(), positive.make(), negative.make(), own);
  }

  double count() {
    return realCount == 0 ? WireReader.unsigned(wholeCount) : realCount;
  }

  double sum() {
    return sum;
  }

  int buckets() {
    return bounds.size();
  }

  double bound(int bucket) {
    return bounds.at(bucket);
  }

  double bucketCount(int bucket) {
    return counts.at(bucket);
  }

  /// How many classic buckets have a bound below infinity.
  int bounds() {
    int size = bounds.size();
    return size > 0 && bounds.at(size - 1) == Double.POSITIVE_INFINITY ? size - 1 : size;
  }

  int schema() {
    return schema;
  }

  double zeroThreshold() {
    return zeroThreshold;
  }

  double zeroCount() {
    return floating() ? realZero : WireReader.unsigned(wholeZero);
  }

  NativeSide positive() {
    return positive;
  }

  NativeSide negative() {
    return negative;
  }
}
