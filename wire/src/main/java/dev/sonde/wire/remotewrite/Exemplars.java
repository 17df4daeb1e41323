package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Labels;
import dev.sonde.wire.protobuf.ProtoBuffer;
import java.util.function.Consumer;

/// The exemplars of a time series by time, those of one instant as they stood. Receivers drop one
/// that is older than the one before it, or refuse the whole request.
final class Exemplars implements ByTime.Times {
  /// For exemplars that are not written.
  static final int NO_FIELD = 0;

  private static final int VALUE = 2 << 3 | 1;
  private static final int TIMESTAMP = 3 << 3;

  private final int field;
  private final Consumer<Labels> labels;
  private long[] times = {};
  private int[] next = {};
  private ByTime order = new ByTime(this, next);
  private int head;
  private int tail;
  private boolean unordered;

  /// @param field the number of their field, or [#NO_FIELD]
  /// @param labels writes an exemplar's labels, fields and all
  Exemplars(int field, Consumer<Labels> labels) {
    this.field = field == NO_FIELD ? NO_FIELD : field << 3 | 2;
    this.labels = labels;
  }

  /// Makes room for a batch of so many extras.
  void begin(int extras) {
    if (field != NO_FIELD && next.length < extras) {
      int capacity = Integer.highestOneBit(extras) * 2;
      times = new long[capacity];
      next = new int[capacity];
      order = new ByTime(this, next);
    }
  }

  /// Forgets those that were added: a time series begins.
  void clear() {
    head = RowExtras.NONE;
    tail = RowExtras.NONE;
    unordered = false;
  }

  /// @param first the first of a row's extras, or [RowExtras#NONE]
  void add(Batch batch, int first, int row) {
    if (first == RowExtras.NONE || field == NO_FIELD) {
      return;
    }
    for (int at = first; at < batch.extras() && batch.extraRow(at) == row; at++) {
      if (batch.extra(at) instanceof Exemplar exemplar) {
        append(at, exemplar.timeMillis());
      }
    }
  }

  void write(Batch batch, ProtoBuffer out) {
    int at = unordered ? order.sort(head) : head;
    for (; at != RowExtras.NONE; at = next[at]) {
      if (batch.extra(at) instanceof Exemplar exemplar) {
        write(exemplar, out);
      }
    }
  }

  @Override
  public long time(int index) {
    return times[index];
  }

  private void append(int extra, long time) {
    times[extra] = time;
    next[extra] = RowExtras.NONE;
    if (tail == RowExtras.NONE) {
      head = extra;
    } else {
      next[tail] = extra;
      unordered |= time < times[tail];
    }
    tail = extra;
  }

  private void write(Exemplar exemplar, ProtoBuffer out) {
    out.room(1 + ProtoBuffer.VARINT);
    out.put(field);
    int begin = out.begin(1);
    labels.accept(exemplar.labels());
    out.room(2 + Long.BYTES + ProtoBuffer.VARINT);
    long value = Double.doubleToRawLongBits(exemplar.value());
    if (value != 0) {
      out.put(VALUE);
      out.fixed(value);
    }
    if (exemplar.timeMillis() != 0) {
      out.put(TIMESTAMP);
      out.varint(exemplar.timeMillis());
    }
    out.end(begin, 1);
  }
}
