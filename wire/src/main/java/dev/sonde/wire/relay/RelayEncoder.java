package dev.sonde.wire.relay;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.wire.columns.BatchIdBytes;
import dev.sonde.wire.columns.Extras;
import dev.sonde.wire.columns.Ids;
import dev.sonde.wire.columns.Kinds;
import dev.sonde.wire.columns.Payload;
import dev.sonde.wire.columns.Times;
import dev.sonde.wire.columns.Values;
import dev.sonde.wire.compress.Compressor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/// Makes a body of a shipment, as [RelayForm] says. For one thread.
public final class RelayEncoder implements AutoCloseable {
  private final Compressor compressor;
  private final SeriesNumbers numbers = new SeriesNumbers();
  private final Payload body = new Payload();
  private final Payload series = new Payload();
  private final Payload families = new Payload();
  private final Payload section = new Payload();
  private final CRC32C sum = new CRC32C();
  private final Labels.Utf8 label = this::label;
  private final Set<String> names = new HashSet<>();
  private int familyCount;
  private int labels;

  /// @param compressor closed with this
  public RelayEncoder(Compressor compressor) {
    this.compressor = compressor;
  }

  /// How its bodies are compressed, as HTTP names it.
  public String encoding() {
    return compressor.encoding();
  }

  /// The whole shipment; what it gives is good until the next call.
  public Encoded encode(Shipment shipment) {
    Batch batch = shipment.batch();
    define(shipment);
    body.clear();
    body.putByte(RelayForm.VERSION);
    BatchIdBytes.write(shipment.id(), body);
    body.putVarint(familyCount);
    body.putPayload(families);
    body.putVarint(numbers.size());
    body.putPayload(series);
    rows(batch);
    sum.reset();
    sum.update(body.bytes(), 0, body.size());
    body.putLow(sum.getValue(), Integer.BYTES);
    ByteBuffer plain = ByteBuffer.wrap(body.bytes(), 0, body.size());
    return new Encoded(shipment.id(), compressor.compress(plain), batch.size(), Map.of());
  }

  @Override
  public void close() {
    compressor.close();
  }

  /// Numbers the series, and writes down what they and their names are.
  private void define(Shipment shipment) {
    numbers.clear();
    series.clear();
    families.clear();
    names.clear();
    familyCount = 0;
    Batch batch = shipment.batch();
    for (int row = 0; row < batch.size(); row++) {
      int before = numbers.size();
      if (numbers.of(batch.series(row)) == before) {
        define(batch.series(row), shipment);
      }
    }
  }

  private void define(Series of, Shipment shipment) {
    text(of.name(), series);
    labels = 0;
    section.clear();
    of.forEachLabelUtf8(label);
    series.putVarint(labels);
    series.putPayload(section);
    if (names.add(of.name())) {
      Family family = shipment.families().apply(of.name());
      if (family != null) {
        describe(family);
      }
    }
  }

  private void describe(Family family) {
    familyCount++;
    text(family.name(), families);
    families.putByte(Kinds.code(family.kind()));
    text(family.unit(), families);
    text(family.help(), families);
  }

  private void label(byte[] bytes, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    labels++;
    section.putText(bytes, nameFrom, nameTo);
    section.putText(bytes, valueFrom, valueTo);
  }

  private void rows(Batch batch) {
    int mode = Times.mode(batch);
    body.putByte(mode | (batch.plain() ? 0 : RelayForm.EXTRAS));
    body.putVarint(batch.size());
    body.putSigned(batch.isEmpty() ? 0 : batch.time(0));
    section.clear();
    if (mode != Times.EQUAL) {
      Times.write(batch, mode, section);
    }
    body.putSection(section);
    ids(batch);
    section.clear();
    if (!batch.plain()) {
      Extras.write(batch, section);
    }
    body.putSection(section);
    section.clear();
    Values.write(batch, section);
    body.putSection(section);
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
    body.putSection(section);
  }

  private static void text(String text, Payload to) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    to.putText(utf8, 0, utf8.length);
  }
}
