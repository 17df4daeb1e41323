package dev.sonde.wire.protobuf;

import dev.sonde.api.Histogram;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.histogram.ClassicBuckets;

/// The buckets of a native histogram on one side of zero: spans, and counts either as differences
/// or as they are.
public final class NativeSide implements ClassicBuckets.Side {
  private final DoubleList offsets = new DoubleList();
  private final DoubleList lengths = new DoubleList();
  private final DoubleList whole = new DoubleList();
  private final DoubleList real = new DoubleList();
  private final DoubleList indexes = new DoubleList();
  private long running;
  private boolean floating;

  public void clear() {
    offsets.clear();
    lengths.clear();
    whole.clear();
    real.clear();
    running = 0;
  }

  public boolean hasSpans() {
    return offsets.size() > 0;
  }

  public void span(WireReader wire) throws BodyException {
    int outer = wire.enter();
    int offset = 0;
    long length = 0;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> offset = (int) WireReader.signed(wire.number() & 0xffffffffL);
        case 2 -> length = wire.number() & 0xffffffffL;
        default -> wire.skip();
      }
    }
    offsets.add(wire, offset);
    lengths.add(wire, length);
    wire.leave(outer);
  }

  public void deltas(WireReader wire) throws BodyException {
    if (!wire.is(WireReader.BYTES)) {
      delta(wire, wire.number());
      return;
    }
    int outer = wire.enter();
    while (!wire.atEnd()) {
      delta(wire, wire.varint());
    }
    wire.leave(outer);
  }

  private void delta(WireReader wire, long zigzag) throws BodyException {
    running += WireReader.signed(zigzag);
    whole.add(wire, running);
  }

  public void counts(WireReader wire) throws BodyException {
    if (!wire.is(WireReader.BYTES)) {
      real.add(wire, wire.real());
      return;
    }
    int outer = wire.enter();
    while (!wire.atEnd()) {
      real.add(wire, wire.fixed());
    }
    wire.leave(outer);
  }

  /// Finds each bucket's index; spans and counts must fit.
  ///
  /// @param ofFloats do the counts stand as they are?
  /// @return what does not fit; empty when all does
  public String settle(WireReader wire, boolean ofFloats) throws BodyException {
    floating = ofFloats;
    indexes.clear();
    long index = 0;
    for (int span = 0; span < offsets.size(); span++) {
      if (span > 0 && offsets.at(span) < 0) {
        return "a span of a histogram overlaps the one before";
      }
      index += (long) offsets.at(span);
      if (lengths.at(span) > size() - indexes.size()) {
        return "a histogram's spans have more buckets than it has counts";
      }
      for (int i = 0; i < lengths.at(span); i++) {
        indexes.add(wire, index++);
      }
    }
    if (indexes.size() != size()) {
      return "a histogram's spans have fewer buckets than it has counts";
    }
    return sound() ? "" : "a histogram's bucket has less than nothing";
  }

  private boolean sound() {
    for (int i = 0; i < size(); i++) {
      if (!(count(i) >= 0)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int size() {
    return floating ? real.size() : whole.size();
  }

  @Override
  public long index(int bucket) {
    return (long) indexes.at(bucket);
  }

  @Override
  public double count(int bucket) {
    return floating ? real.at(bucket) : whole.at(bucket);
  }

  public int spans() {
    return offsets.size();
  }

  public Histogram.Side make() {
    if (!hasSpans()) {
      return Histogram.Side.NONE;
    }
    var gaps = new int[offsets.size()];
    var rows = new int[offsets.size()];
    for (int i = 0; i < rows.length; i++) {
      gaps[i] = (int) offsets.at(i);
      rows[i] = (int) lengths.at(i);
    }
    var counts = new double[size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = count(i);
    }
    return new Histogram.Side(gaps, rows, counts);
  }
}
