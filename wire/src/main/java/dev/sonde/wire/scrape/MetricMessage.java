package dev.sonde.wire.scrape;

import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.DoubleList;
import dev.sonde.wire.protobuf.WireReader;

/// One `Metric`: where its labels stand, and its numbers; used again for each.
final class MetricMessage {
  private final TextHash hash;
  private final HistogramMessage histogram = new HistogramMessage();
  private final DoubleList quantiles = new DoubleList();
  private final DoubleList quantileValues = new DoubleList();
  private int from;
  private int to;
  private int runFrom;
  private int runTo;
  private int labelBytes;
  private long labels;
  private double counter;
  private double gauge;
  private double untyped;
  private long summaryCount;
  private double summarySum;
  private final Ranges exemplar = new Ranges();
  private boolean created;
  private boolean summaryCreated;
  private long time;

  MetricMessage(TextHash hash) {
    this.hash = hash;
  }

  private void clear() {
    histogram.clear();
    quantiles.clear();
    quantileValues.clear();
    runFrom = 0;
    runTo = 0;
    labelBytes = 0;
    labels = 0;
    counter = 0;
    gauge = 0;
    untyped = 0;
    summaryCount = 0;
    summarySum = 0;
    exemplar.clear();
    created = false;
    summaryCreated = false;
    time = 0;
  }

  void read(WireReader wire) throws BodyException {
    clear();
    from = wire.at();
    to = wire.end();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> label(wire);
        case 2 -> gauge = value(wire, gauge);
        case 3 -> counter(wire);
        case 4 -> summary(wire);
        case 5 -> untyped = value(wire, untyped);
        case 6 -> time = wire.number();
        case 7 -> histogram(wire);
        default -> wire.skip();
      }
    }
    endRun(wire);
    histogram.settle(wire);
  }

  /// Labels in a row are one text to the hash.
  private void label(WireReader wire) throws BodyException {
    int start = wire.start();
    if (start != runTo) {
      endRun(wire);
      runFrom = start;
    }
    wire.bytes();
    runTo = wire.at();
    labelBytes += runTo - start;
  }

  private void endRun(WireReader wire) {
    if (runTo > runFrom) {
      labels = TextHash.mixed(labels, hash.of(wire.page(), runFrom, runTo));
    }
  }

  private static double value(WireReader wire, double before) throws BodyException {
    double value = before;
    int outer = wire.enter();
    while (wire.next()) {
      if (wire.field() == 1) {
        value = wire.real();
      } else {
        wire.skip();
      }
    }
    wire.leave(outer);
    return value;
  }

  private void counter(WireReader wire) throws BodyException {
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> counter = wire.real();
        case 2 -> {
          exemplar.clear();
          ExemplarMessage.read(wire, 0, exemplar);
        }
        case 3 -> {
          ExemplarMessage.time(wire);
          created = true;
        }
        default -> wire.skip();
      }
    }
    wire.leave(outer);
  }

  private void summary(WireReader wire) throws BodyException {
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> summaryCount = wire.number();
        case 2 -> summarySum = wire.real();
        case 3 -> quantile(wire);
        case 4 -> {
          ExemplarMessage.time(wire);
          summaryCreated = true;
        }
        default -> wire.skip();
      }
    }
    wire.leave(outer);
  }

  private void quantile(WireReader wire) throws BodyException {
    int outer = wire.enter();
    double quantile = 0;
    double value = 0;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> quantile = wire.real();
        case 2 -> value = wire.real();
        default -> wire.skip();
      }
    }
    quantiles.add(wire, quantile);
    quantileValues.add(wire, value);
    wire.leave(outer);
  }

  private void histogram(WireReader wire) throws BodyException {
    int outer = wire.enter();
    histogram.read(wire);
    wire.leave(outer);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int labelBytes() {
    return labelBytes;
  }

  /// A hash of its labels as they stand.
  long labels() {
    return labels;
  }

  double counter() {
    return counter;
  }

  double gauge() {
    return gauge;
  }

  double untyped() {
    return untyped;
  }

  double summaryCount() {
    return WireReader.unsigned(summaryCount);
  }

  double summarySum() {
    return summarySum;
  }

  int quantiles() {
    return quantiles.size();
  }

  double quantile(int index) {
    return quantiles.at(index);
  }

  double quantileValue(int index) {
    return quantileValues.at(index);
  }

  HistogramMessage histogram() {
    return histogram;
  }

  /// That of a counter.
  Ranges exemplar() {
    return exemplar;
  }

  /// The exemplars of all its numbers.
  int exemplars() {
    return exemplar.size()
        + histogram.bucketExemplars().size()
        + histogram.nativeExemplars().size();
  }

  /// The times of creation of all its numbers.
  int creations() {
    return (created ? 1 : 0) + (summaryCreated ? 1 : 0) + (histogram.isCreated() ? 1 : 0);
  }

  /// In milliseconds; none is 0, as it is to Prometheus.
  long time() {
    return time == 0 ? PageSink.UNTIMED : time;
  }
}
