package dev.sonde.wire.scrape;

/// Reads the small messages that samples can have beside them. They are checked and let go: no
/// destination takes them yet.
final class ExemplarMessage {
  private ExemplarMessage() {}

  static void read(WireReader wire) throws PageException {
    int outer = wire.enter();
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> label(wire);
        case 2 -> wire.real();
        case 3 -> time(wire);
        default -> wire.skip();
      }
    }
    wire.leave(outer);
  }

  private static void label(WireReader wire) throws PageException {
    int outer = wire.enter();
    while (wire.next()) {
      if (wire.field() <= 2) {
        int from = wire.bytes();
        wire.checkText(from, wire.at());
      } else {
        wire.skip();
      }
    }
    wire.leave(outer);
  }

  /// Reads a `google.protobuf.Timestamp`.
  static void time(WireReader wire) throws PageException {
    int outer = wire.enter();
    while (wire.next()) {
      if (wire.field() <= 2) {
        wire.number();
      } else {
        wire.skip();
      }
    }
    wire.leave(outer);
  }
}
