package dev.sonde.wire.relay;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Family;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.wire.columns.BatchIdBytes;
import dev.sonde.wire.columns.Extras;
import dev.sonde.wire.columns.Ids;
import dev.sonde.wire.columns.Payload;
import dev.sonde.wire.columns.Times;
import dev.sonde.wire.columns.Values;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the rows of a shipment into columns, from which [#body] makes a body that stands for itself
/// and [LineEncoder] a message of a line. For one thread.
public final class RelayEncoder {
  private final SeriesNumbers numbers = new SeriesNumbers();
  private final List<Series> series = new ArrayList<>();
  private final List<Family> families = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Payload rows = new Payload();
  private final Payload section = new Payload();
  private final Sealed body = new Sealed();
  private @Nullable BatchId id;

  /// The whole shipment, in columns; good until the next call.
  public Encoded encode(Shipment shipment) {
    Batch batch = shipment.batch();
    id = shipment.id();
    collect(shipment);
    rows.clear();
    rows(batch);
    ByteBuffer columns = ByteBuffer.wrap(rows.bytes(), 0, rows.size());
    return new Encoded(shipment.id(), columns, batch.size(), Map.of());
  }

  /// What was encoded last, as a body that stands for itself; good until the next call.
  public ByteBuffer body() {
    body.begin(RelayForm.VERSION);
    BatchIdBytes.write(id(), body.payload());
    body.putVarint(families.size());
    families.forEach(body::put);
    body.putVarint(series.size());
    series.forEach(body::put);
    return body.end(rows);
  }

  /// The checksum at the end of the last body.
  public int sum() {
    return body.sum();
  }

  BatchId id() {
    return Objects.requireNonNull(id, "nothing was encoded yet");
  }

  /// Those of the batch, each once, in the order in which they are met.
  List<Series> series() {
    return series;
  }

  /// What is known about their names.
  List<Family> families() {
    return families;
  }

  Payload rows() {
    return rows;
  }

  private void collect(Shipment shipment) {
    numbers.clear();
    series.clear();
    families.clear();
    names.clear();
    Batch batch = shipment.batch();
    for (int row = 0; row < batch.size(); row++) {
      Series each = batch.series(row);
      if (numbers.of(each) == series.size()) {
        series.add(each);
        describe(each.name(), shipment);
      }
    }
  }

  private void describe(String name, Shipment shipment) {
    Family family = names.add(name) ? shipment.families().apply(name) : null;
    if (family != null) {
      families.add(family);
    }
  }

  private void rows(Batch batch) {
    int mode = Times.mode(batch);
    rows.putByte(mode | (batch.plain() ? 0 : RelayForm.EXTRAS));
    rows.putVarint(batch.size());
    rows.putSigned(batch.isEmpty() ? 0 : batch.time(0));
    section.clear();
    if (mode != Times.EQUAL) {
      Times.write(batch, mode, section);
    }
    rows.putSection(section);
    ids(batch);
    section.clear();
    if (!batch.plain()) {
      Extras.write(batch, section);
    }
    rows.putSection(section);
    section.clear();
    Values.write(batch, section);
    rows.putSection(section);
  }

  private void ids(Batch batch) {
    section.clear();
    int expected = 0;
    for (int row = 0; row < batch.size(); ) {
      int first = numbers.of(batch.series(row++));
      int next = first + 1;
      while (row < batch.size() && numbers.of(batch.series(row)) == next) {
        row++;
        next++;
      }
      Ids.writeRun(section, first - expected, next - first);
      expected = next;
    }
    rows.putSection(section);
  }
}
