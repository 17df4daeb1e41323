package dev.sonde.stores.embedded;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Family;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A batch on its way into the file: times and values as bytes, and beside them what never leaves
/// the process. Reused; for one thread.
final class Draft {
  static final int ROW_BYTES = 16;

  private final Bytes body = new Bytes();
  private @Nullable Series[] series = new Series[64];
  private @Nullable Family[] families = new Family[64];
  private int[] rows = new int[64];
  private List<Shipment.Stretch> origins = List.of();
  private int batchRows;
  private int size;

  Encoded encode(Shipment shipment) {
    Batch batch = shipment.batch();
    begin(batch.size());
    origins = shipment.origins();
    batchRows = batch.size();
    boolean plain = batch.plain();
    for (int row = 0; row < batch.size(); row++) {
      if (plain || batch.histogram(row) == null) {
        add(batch, row, shipment);
      }
    }
    long unsaid = batch.size() - (long) size;
    return new Encoded(
        shipment.id(),
        ByteBuffer.wrap(body.array(), 0, body.size()),
        size,
        unsaid == 0 ? Map.of() : Map.of("native_histogram", unsaid));
  }

  private void begin(int most) {
    body.clear();
    if (series.length < most) {
      series = new Series[most];
      families = new Family[most];
      rows = new int[most];
    } else {
      Arrays.fill(series, null);
      Arrays.fill(families, null);
    }
    size = 0;
  }

  private void add(Batch batch, int row, Shipment shipment) {
    Series of = batch.series(row);
    series[size] = of;
    families[size] = shipment.families().apply(of.name());
    rows[size] = row;
    body.fixed64(batch.time(row));
    body.fixed64(Double.doubleToRawLongBits(batch.value(row)));
    size++;
  }

  int size() {
    return size;
  }

  Series series(int index) {
    Series found = series[index];
    if (found == null) {
      throw new IllegalStateException("another batch has been encoded meanwhile");
    }
    return found;
  }

  @Nullable Family family(int index) {
    return families[index];
  }

  /// Its row in the batch.
  int row(int index) {
    return rows[index];
  }

  /// How many rows the batch had.
  int batchRows() {
    return batchRows;
  }

  List<Shipment.Stretch> origins() {
    return origins;
  }
}
