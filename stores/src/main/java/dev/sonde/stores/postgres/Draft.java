package dev.sonde.stores.postgres;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Family;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What was encoded last: time and value of each sample as bytes, and beside them whose they are.
/// Reused; no objects for samples.
final class Draft {
  private static final int BYTES = Long.BYTES + Double.BYTES;

  private final Predicate<Series> hasTable;
  private ByteBuffer body = ByteBuffer.allocate(64 * BYTES);
  private Series[] series = new Series[64];
  private @Nullable Family[] families = new @Nullable Family[64];
  private int[] rows = new int[64];
  private int size;
  private int batchRows;
  private List<Shipment.Stretch> origins = List.of();
  private @Nullable BatchId id;

  /// @param hasTable is a series kept at all?
  Draft(Predicate<Series> hasTable) {
    this.hasTable = hasTable;
  }

  Encoded encode(Shipment shipment) {
    Batch batch = shipment.batch();
    room(batch.size());
    size = 0;
    body.clear();
    boolean plain = batch.plain();
    long histograms = 0;
    for (int row = 0; row < batch.size(); row++) {
      if (!plain && batch.histogram(row) != null) {
        histograms++;
      } else if (hasTable.test(batch.series(row))) {
        add(shipment, batch, row);
      }
    }
    body.flip();
    origins = shipment.origins();
    batchRows = batch.size();
    id = shipment.id();
    return new Encoded(
        shipment.id(), body, size, unsaid(histograms, batchRows - size - histograms));
  }

  private static Map<String, Long> unsaid(long histograms, long others) {
    var unsaid = new HashMap<String, Long>();
    if (histograms > 0) {
      unsaid.put("native_histogram", histograms);
    }
    if (others > 0) {
      unsaid.put("no_table", others);
    }
    return unsaid;
  }

  boolean is(BatchId wanted) {
    return wanted.equals(id);
  }

  int size() {
    return size;
  }

  Series series(int sample) {
    return series[sample];
  }

  @Nullable Family family(int sample) {
    return families[sample];
  }

  long time(int sample) {
    return body.getLong(sample * BYTES);
  }

  double value(int sample) {
    return Double.longBitsToDouble(body.getLong(sample * BYTES + Long.BYTES));
  }

  /// What others pushed and the batch ends with.
  Optional<Shipment.Stretch> tail() {
    return origins.isEmpty() || origins.getLast().to() < batchRows
        ? Optional.empty()
        : Optional.of(origins.getLast());
  }

  /// What others pushed.
  List<Shipment.Stretch> origins() {
    return origins;
  }

  /// Where it stood in the batch.
  int row(int sample) {
    return rows[sample];
  }

  private void add(Shipment shipment, Batch batch, int row) {
    Series of = batch.series(row);
    series[size] = of;
    families[size] = shipment.families().apply(of.name());
    rows[size] = row;
    body.putLong(batch.time(row)).putLong(Double.doubleToRawLongBits(batch.value(row)));
    size++;
  }

  private void room(int samples) {
    if (samples > series.length) {
      int capacity = Math.max(samples, series.length * 2);
      body = ByteBuffer.allocate(capacity * BYTES);
      series = new Series[capacity];
      families = new @Nullable Family[capacity];
      rows = new int[capacity];
    } else if (samples < size) {
      Arrays.fill(series, samples, size, null);
      Arrays.fill(families, samples, size, null);
    }
  }
}
