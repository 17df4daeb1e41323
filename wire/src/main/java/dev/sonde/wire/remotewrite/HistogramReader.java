package dev.sonde.wire.remotewrite;

import dev.sonde.api.Histogram;
import dev.sonde.api.Stale;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.histogram.SoundHistogram;
import dev.sonde.wire.protobuf.DoubleList;
import dev.sonde.wire.protobuf.NativeSide;
import dev.sonde.wire.protobuf.WireReader;

/// Reads what [Histograms] writes.
final class HistogramReader {
  private static final int GAUGE = 3;

  private final NativeSide positive = new NativeSide();
  private final NativeSide negative = new NativeSide();
  private final DoubleList bounds = new DoubleList();
  private boolean floating;
  private long wholeCount;
  private double realCount;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private long wholeZero;
  private double realZero;
  private long hint;
  private long time;

  /// Reads the message in the field whose tag was read last.
  void read(WireReader wire) throws BodyException {
    clear();
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> {
          wholeCount = wire.number();
          floating = false;
        }
        case 2 -> {
          realCount = wire.real();
          floating = true;
        }
        case 3 -> sum = wire.real();
        case 4 -> schema = (int) WireReader.signed(wire.number() & 0xffffffffL);
        case 5 -> zeroThreshold = wire.real();
        case 6 -> wholeZero = wire.number();
        case 7 -> realZero = wire.real();
        default -> more(wire);
      }
    }
    wire.leave(outer);
  }

  private void clear() {
    positive.clear();
    negative.clear();
    bounds.clear();
    floating = false;
    wholeCount = 0;
    realCount = 0;
    sum = 0;
    schema = 0;
    zeroThreshold = 0;
    wholeZero = 0;
    realZero = 0;
    hint = 0;
    time = 0;
  }

  private void more(WireReader wire) throws BodyException {
    switch (wire.field()) {
      case 8 -> negative.span(wire);
      case 9 -> negative.deltas(wire);
      case 10 -> negative.counts(wire);
      case 11 -> positive.span(wire);
      case 12 -> positive.deltas(wire);
      case 13 -> positive.counts(wire);
      case 14 -> hint = wire.number();
      case 15 -> time = wire.number();
      case 16 -> bound(wire);
      default -> wire.skip();
    }
  }

  private void bound(WireReader wire) throws BodyException {
    if (!wire.is(WireReader.BYTES)) {
      bounds.add(wire, wire.real());
      return;
    }
    int outer = wire.enter();
    while (!wire.atEnd()) {
      bounds.add(wire, wire.fixed());
    }
    wire.leave(outer);
  }

  long time() {
    return time;
  }

  /// Does it say that the series ends?
  boolean isStale() {
    return Stale.is(sum);
  }

  /// How many spans and buckets there are.
  int extent() {
    return positive.size() + positive.spans() + negative.size() + negative.spans();
  }

  /// What does not fit together, so that nothing can be made of it; empty when all does.
  String settle(WireReader wire) throws BodyException {
    String flaw = positive.settle(wire, floating);
    return flaw.isEmpty() ? negative.settle(wire, floating) : flaw;
  }

  Histogram make() {
    var own = new double[bounds.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = bounds.at(i);
    }
    var shape = new Histogram.Shape(schema, zeroThreshold, floating, hint == GAUGE, false);
    double count = floating ? realCount : WireReader.unsigned(wholeCount);
    double zero = floating ? realZero : WireReader.unsigned(wholeZero);
    return new Histogram(shape, count, sum, zero, positive.make(), negative.make(), own);
  }

  /// What is wrong with one that was made; empty when nothing is.
  static String flaw(Histogram made) {
    return made.shape().schema() != Histogram.CUSTOM && made.bounds() > 0
        ? "a histogram has bounds of its own, and a schema"
        : SoundHistogram.flaw(made);
  }
}
