package dev.sonde.wire.otlp;

import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;
import java.nio.charset.StandardCharsets;

/// A text where it stands in a request; used again for the next.
final class TextPlace {
  private byte[] page = new byte[0];
  private int from;
  private int to;

  void clear() {
    from = 0;
    to = 0;
  }

  /// Takes the field whose tag was read last.
  void read(WireReader wire) throws BodyException {
    page = wire.page();
    from = wire.bytes();
    to = wire.at();
    wire.checkText(from, to);
  }

  long hash(TextHash by) {
    return by.of(page, from, to);
  }

  @Override
  public String toString() {
    return new String(page, from, to - from, StandardCharsets.UTF_8);
  }
}
