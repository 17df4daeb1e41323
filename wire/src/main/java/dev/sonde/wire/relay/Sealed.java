package dev.sonde.wire.relay;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.wire.columns.Kinds;
import dev.sonde.wire.columns.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Bytes with a version before and a sum behind them; knows how families and series are written.
final class Sealed {
  private final Payload bytes = new Payload();
  private final Payload section = new Payload();
  private final CRC32C sum = new CRC32C();
  private final Labels.Utf8 label = this::label;
  private int labels;

  void begin(int version) {
    bytes.clear();
    bytes.putByte(version);
  }

  /// For what this does not know.
  Payload payload() {
    return bytes;
  }

  void putVarint(long value) {
    bytes.putVarint(value);
  }

  void put(Family family) {
    text(family.name());
    bytes.putByte(Kinds.code(family.kind()));
    text(family.unit());
    text(family.help());
  }

  void put(Series series) {
    text(series.name());
    labels = 0;
    section.clear();
    series.forEachLabelUtf8(label);
    bytes.putVarint(labels);
    bytes.putPayload(section);
  }

  /// Adds the rows and the sum; what it gives is good until the next beginning.
  ByteBuffer end(Payload rows) {
    bytes.putPayload(rows);
    sum.reset();
    sum.update(bytes.bytes(), 0, bytes.size());
    bytes.putLow(sum.getValue(), Integer.BYTES);
    return ByteBuffer.wrap(bytes.bytes(), 0, bytes.size());
  }

  /// What stands at the end of what ended last.
  int sum() {
    return (int) sum.getValue();
  }

  private void label(byte[] from, int nameFrom, int nameTo, int valueFrom, int valueTo) {
    labels++;
    section.putText(from, nameFrom, nameTo);
    section.putText(from, valueFrom, valueTo);
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.putText(utf8, 0, utf8.length);
  }
}
