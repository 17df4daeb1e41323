package dev.sonde.wire.otlp;

import dev.sonde.api.Exemplar;
import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.DoubleList;
import dev.sonde.wire.protobuf.WireReader;
import java.util.List;

/// One data point of any kind, read whole; used again for the next.
final class Point {
  private static final int NOTHING_RECORDED = 1;

  private final PointAttributes attributes;
  private final PointExemplars exemplars = new PointExemplars();
  private final DoubleList bounds = new DoubleList();
  private final DoubleList counts = new DoubleList();
  private final DoubleList quantiles = new DoubleList();
  private final DoubleList quantileValues = new DoubleList();
  private final BucketRow positive = new BucketRow();
  private final BucketRow negative = new BucketRow();
  private long start;
  private long time;
  private long flags;
  private boolean valued;
  private double value;
  private double count;
  private boolean summed;
  private double sum;
  private int scale;
  private double zeroCount;
  private double zeroThreshold;

  /// @param hash by which its attributes are marked
  Point(TextHash hash) {
    attributes = new PointAttributes(hash);
  }

  void clear() {
    attributes.clear();
    exemplars.clear();
    bounds.clear();
    counts.clear();
    quantiles.clear();
    quantileValues.clear();
    positive.clear();
    negative.clear();
    start = 0;
    time = 0;
    flags = 0;
    valued = false;
    value = 0;
    count = 0;
    summed = false;
    sum = 0;
    scale = 0;
    zeroCount = 0;
    zeroThreshold = 0;
  }

  /// Reads a field of a `NumberDataPoint`.
  void number(WireReader wire) throws BodyException {
    switch (wire.field()) {
      case 4 -> value(wire.real());
      case 5 -> exemplars.read(wire);
      case 6 -> value(PointExemplars.integer(wire));
      case 7 -> attributes.pass(wire);
      case 8 -> flags = wire.number();
      default -> times(wire);
    }
  }

  /// Reads a field of a `HistogramDataPoint`.
  void histogram(WireReader wire) throws BodyException {
    switch (wire.field()) {
      case 4 -> count = whole(wire);
      case 5 -> sum(wire);
      case 6 -> counts(wire);
      case 7 -> bounds(wire);
      case 8 -> exemplars.read(wire);
      case 9 -> attributes.pass(wire);
      case 10 -> flags = wire.number();
      default -> times(wire);
    }
  }

  /// Reads a field of an `ExponentialHistogramDataPoint`.
  void exponential(WireReader wire) throws BodyException {
    switch (wire.field()) {
      case 1 -> attributes.pass(wire);
      case 4 -> count = whole(wire);
      case 5 -> sum(wire);
      case 6 -> scale = (int) WireReader.signed(wire.number() & 0xffffffffL);
      case 7 -> zeroCount = whole(wire);
      case 8 -> positive.read(wire);
      case 9 -> negative.read(wire);
      case 10 -> flags = wire.number();
      case 11 -> exemplars.read(wire);
      case 14 -> zeroThreshold = wire.real();
      default -> times(wire);
    }
  }

  /// Reads a field of a `SummaryDataPoint`.
  void summary(WireReader wire) throws BodyException {
    switch (wire.field()) {
      case 4 -> count = whole(wire);
      case 5 -> sum(wire);
      case 6 -> quantile(wire);
      case 7 -> attributes.pass(wire);
      case 8 -> flags = wire.number();
      default -> times(wire);
    }
  }

  private void times(WireReader wire) throws BodyException {
    switch (wire.field()) {
      case 2 -> start = PointExemplars.nanos(wire);
      case 3 -> time = PointExemplars.nanos(wire);
      default -> wire.skip();
    }
  }

  private void value(double given) {
    value = given;
    valued = true;
  }

  private void sum(WireReader wire) throws BodyException {
    sum = wire.real();
    summed = true;
  }

  private static double whole(WireReader wire) throws BodyException {
    return WireReader.unsigned(PointExemplars.nanos(wire));
  }

  private void counts(WireReader wire) throws BodyException {
    if (!wire.is(WireReader.BYTES)) {
      counts.add(wire, whole(wire));
      return;
    }
    int outer = wire.enter();
    while (!wire.atEnd()) {
      counts.add(wire, WireReader.unsigned(wire.longBits()));
    }
    wire.leave(outer);
  }

  private void bounds(WireReader wire) throws BodyException {
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

  private void quantile(WireReader wire) throws BodyException {
    double at = 0;
    double is = 0;
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> at = wire.real();
        case 2 -> is = wire.real();
        default -> wire.skip();
      }
    }
    wire.leave(outer);
    quantiles.add(wire, at);
    quantileValues.add(wire, is);
  }

  PointAttributes attributes() {
    return attributes;
  }

  /// 64 bits that stand for what its series are called.
  ///
  /// @param metric the same for the metric
  long mark(long metric) {
    long mark = TextHash.mixed(metric, attributes.mark());
    return mixed(mixed(mark, bounds), quantiles);
  }

  private static long mixed(long mark, DoubleList thresholds) {
    long mixed = TextHash.mixed(mark, thresholds.size());
    for (int i = 0; i < thresholds.size(); i++) {
      mixed = TextHash.mixed(mixed, Double.doubleToRawLongBits(thresholds.at(i)));
    }
    return mixed;
  }

  List<Exemplar> exemplars() {
    return exemplars.all();
  }

  DeltaTotals.Span span() {
    return new DeltaTotals.Span(start, time);
  }

  /// Its nanoseconds since 1970; 0 when it says none.
  long time() {
    return time;
  }

  boolean isRecorded() {
    return (flags & NOTHING_RECORDED) == 0;
  }

  boolean isValued() {
    return valued;
  }

  double value() {
    return value;
  }

  double count() {
    return count;
  }

  boolean isSummed() {
    return summed;
  }

  double sum() {
    return sum;
  }

  DoubleList bounds() {
    return bounds;
  }

  DoubleList counts() {
    return counts;
  }

  DoubleList quantiles() {
    return quantiles;
  }

  DoubleList quantileValues() {
    return quantileValues;
  }

  /// A histogram that does not say its sum has one that is no number.
  ExponentialBuckets buckets() {
    var made = new ExponentialBuckets(scale, zeroThreshold);
    made.counts(count, summed ? sum : Double.NaN, zeroCount);
    made.positive(positive.offset(), positive.counts());
    made.negative(negative.offset(), negative.counts());
    return made;
  }

  /// How many buckets and quantiles it has.
  int extent() {
    return bounds.size() + counts.size() + quantiles.size() + positive.size() + negative.size();
  }
}
