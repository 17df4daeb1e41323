package dev.sonde.wire.histogram;

import dev.sonde.api.Histogram;

/// The buckets of a histogram's side, each with its number.
final class FlatSide implements ClassicBuckets.Side {
  private final Histogram.Side side;
  private final long[] indexes;

  FlatSide(Histogram.Side side) {
    this.side = side;
    this.indexes = new long[side.size()];
    long index = 0;
    int at = 0;
    for (int row = 0; row < side.rows(); row++) {
      index += side.gap(row);
      for (int i = 0; i < side.length(row); i++) {
        indexes[at++] = index++;
      }
    }
  }

  @Override
  public int size() {
    return indexes.length;
  }

  @Override
  public long index(int bucket) {
    return indexes[bucket];
  }

  @Override
  public double count(int bucket) {
    return side.count(bucket);
  }
}
