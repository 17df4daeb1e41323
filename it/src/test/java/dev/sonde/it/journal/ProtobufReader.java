package dev.sonde.it.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Walks over the fields of one message.
final class ProtobufReader {
  private final byte[] bytes;
  private final int to;
  private int at;
  private int wire;

  ProtobufReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.to = to;
  }

  int at() {
    return at;
  }

  /// The number of the next field, 0 at the end.
  int field() throws IOException {
    if (at == to) {
      return 0;
    }
    int tag = (int) varint();
    wire = tag & 7;
    return tag >>> 3;
  }

  long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= to) {
        throw new IOException("a message ends early");
      }
      byte part = bytes[at++];
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
    throw new IOException("a number of more than ten bytes");
  }

  double fixed64() throws IOException {
    int from = skip(Double.BYTES);
    return ByteBuffer.wrap(bytes, from, Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).getDouble();
  }

  ProtobufReader message() throws IOException {
    long length = varint();
    int from = skip(length);
    return new ProtobufReader(bytes, from, at);
  }

  String text() throws IOException {
    var inner = message();
    return new String(bytes, inner.at, inner.to - inner.at, StandardCharsets.UTF_8);
  }

  /// Passes over a field that nobody asked for.
  void pass() throws IOException {
    switch (wire) {
      case 0 -> varint();
      case 1 -> skip(8);
      case 2 -> skip(varint());
      case 5 -> skip(4);
      default -> throw new IOException("wire type " + wire);
    }
  }

  private int skip(long length) throws IOException {
    if (length < 0 || length > to - at) {
      throw new IOException("a message ends early");
    }
    int from = at;
    at += (int) length;
    return from;
  }
}
