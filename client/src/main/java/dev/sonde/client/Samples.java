package dev.sonde.client;

import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;

/// Samples that are to be taken together, filled and handed to [MetricsSink#append] again and
/// again. For one thread; made by [MetricsSink#samples].
public final class Samples {
  /// No hub takes what lies further ahead.
  private static final long AHEAD_MILLIS = 600_000;

  private static final long FULL_BYTES = Lobby.LEAST_BYTES / 2;
  private static final int BYTES = 2_048;
  private static final int BYTES_PER_ROW = 40;
  private static final int BYTES_PER_EXTRA = 128;

  private final MetricsSink sink;
  private Batch batch = new Batch();
  private long bytes = BYTES;
  private int leftOut;
  private boolean lastTaken;

  Samples(MetricsSink sink) {
    this.sink = sink;
  }

  /// Adds a sample of a series that is looked up.
  ///
  /// @param value any number; a NaN with special bits stays what it is
  /// @param timeMillis milliseconds since 1970, UTC
  /// @return is it there? Not when its time lies before 1970 or more than ten minutes ahead, which
  ///   no hub takes
  public boolean add(Family family, Labels labels, double value, long timeMillis) {
    return add(sink.series(family, labels), value, timeMillis);
  }

  /// The same for a series that was looked up before.
  ///
  /// @param of from [MetricsSink#series] of the same sink
  public boolean add(Series of, double value, long timeMillis) {
    lastTaken = timeMillis >= 0 && timeMillis <= sink.wallMillis() + AHEAD_MILLIS;
    if (lastTaken) {
      batch.add(of, timeMillis, value);
      bytes += BYTES_PER_ROW + of.name().length() + of.own().byteLength();
    } else {
      leftOut++;
    }
    return lastTaken;
  }

  /// Adds an exemplar or a native histogram to the sample that was added last; nothing when that
  /// was left out.
  public void attach(Extra extra) {
    if (lastTaken) {
      batch.attach(extra);
      bytes += weight(extra);
    }
  }

  private static long weight(Extra extra) {
    return switch (extra) {
      case Exemplar exemplar -> BYTES_PER_EXTRA + exemplar.labels().byteLength();
      case Histogram histogram -> {
        int buckets = histogram.positive().size() + histogram.negative().size();
        int rows = histogram.positive().rows() + histogram.negative().rows();
        yield BYTES_PER_EXTRA + 8L * (buckets + rows + histogram.bounds());
      }
    };
  }

  /// How many there are.
  public int size() {
    return batch.size();
  }

  /// Are there none?
  public boolean isEmpty() {
    return batch.isEmpty();
  }

  /// Is it time to hand them in? Of more than twice as much the sink may refuse all, as too much at
  /// once.
  public boolean isFull() {
    return bytes > FULL_BYTES;
  }

  /// How many were left out since it was empty.
  public int leftOut() {
    return leftOut;
  }

  /// Empties it.
  public void clear() {
    batch.clear();
    begin();
  }

  Parcel parcel() {
    return new Parcel(batch, bytes);
  }

  /// What there was belongs to somebody else now.
  void handedOver() {
    batch = new Batch();
    begin();
  }

  boolean belongsTo(MetricsSink other) {
    return sink == other;
  }

  private void begin() {
    bytes = BYTES;
    leftOut = 0;
    lastTaken = false;
  }
}
