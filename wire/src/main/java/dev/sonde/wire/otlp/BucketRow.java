package dev.sonde.wire.otlp;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.DoubleList;
import dev.sonde.wire.protobuf.WireReader;

/// `Buckets` of an exponential histogram: `sint32 offset = 1, repeated uint64 bucket_counts = 2`.
final class BucketRow {
  private final DoubleList counts = new DoubleList();
  private int offset;

  void clear() {
    counts.clear();
    offset = 0;
  }

  /// Reads the field whose tag was read last.
  void read(WireReader wire) throws BodyException {
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> offset = (int) WireReader.signed(wire.number() & 0xffffffffL);
        case 2 -> counts(wire);
        default -> wire.skip();
      }
    }
    wire.leave(outer);
  }

  private void counts(WireReader wire) throws BodyException {
    if (!wire.is(WireReader.BYTES)) {
      counts.add(wire, WireReader.unsigned(wire.number()));
      return;
    }
    int outer = wire.enter();
    while (!wire.atEnd()) {
      counts.add(wire, WireReader.unsigned(wire.varint()));
    }
    wire.leave(outer);
  }

  int size() {
    return counts.size();
  }

  int offset() {
    return offset;
  }

  double[] counts() {
    var numbers = new double[counts.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = counts.at(i);
    }
    return numbers;
  }
}
