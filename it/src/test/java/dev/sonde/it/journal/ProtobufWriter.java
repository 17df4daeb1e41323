package dev.sonde.it.journal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Writes the fields of one message.
final class ProtobufWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) rest | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  ProtobufWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufWriter message(int field, ProtobufWriter message) {
    return bytes(field, message.bytes());
  }

  ProtobufWriter number(int field, long value) {
    out.write(field << 3);
    varint(out, value);
    return this;
  }

  ProtobufWriter fixed64(int field, double value) {
    return fixed64Bits(field, Double.doubleToRawLongBits(value));
  }

  ProtobufWriter fixed64Bits(int field, long bits) {
    out.write(field << 3 | 1);
    var eight = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(eight.putLong(bits).array());
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private ProtobufWriter bytes(int field, byte[] value) {
    out.write(field << 3 | 2);
    varint(out, value.length);
    out.writeBytes(value);
    return this;
  }
}
