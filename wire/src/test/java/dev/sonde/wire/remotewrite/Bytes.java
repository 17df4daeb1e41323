package dev.sonde.wire.remotewrite;

import dev.sonde.wire.protobuf.ProtoBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Protobuf written by hand, sound or not.
final class Bytes {
  private final ProtoBuffer out = new ProtoBuffer();

  /// Writes fields.
  interface Part {
    Bytes write(Bytes to);
  }

  byte[] bytes() {
    return Arrays.copyOf(out.bytes(), out.size());
  }

  Bytes number(int field, long value) {
    tag(field, 0);
    out.varint(value);
    return this;
  }

  Bytes real(int field, double value) {
    tag(field, 1);
    out.fixed(Double.doubleToRawLongBits(value));
    return this;
  }

  Bytes text(int field, String text) {
    return raw(field, text.getBytes(StandardCharsets.UTF_8));
  }

  Bytes raw(int field, byte... bytes) {
    tag(field, 2);
    out.varint(bytes.length);
    out.room(bytes.length);
    out.put(bytes, 0, bytes.length);
    return this;
  }

  Bytes packed(int field, long... numbers) {
    var inner = new ProtoBuffer();
    for (long number : numbers) {
      inner.room(ProtoBuffer.VARINT);
      inner.varint(number);
    }
    return raw(field, Arrays.copyOf(inner.bytes(), inner.size()));
  }

  Bytes message(int field, Part part) {
    return raw(field, part.write(new Bytes()).bytes());
  }

  private void tag(int field, int type) {
    out.room(3 * ProtoBuffer.VARINT);
    out.varint((long) field << 3 | type);
  }
}
