package dev.sonde.wire.remotewrite;

import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;

/// `repeated Label labels = 1`, each `string name = 1, string value = 2`.
final class InlineLabels implements LabelFields {
  private static final byte STRING_1 = 1 << 3 | 2;
  private static final byte STRING_2 = 2 << 3 | 2;

  @Override
  public void read(WireReader wire, KeyFiller into) throws BodyException {
    int outer = wire.enter();
    if (!usual(wire, into)) {
      any(wire, into);
    }
    wire.leave(outer);
  }

  /// Two short texts, name and value, and nothing else.
  private static boolean usual(WireReader wire, KeyFiller into) {
    byte[] in = wire.page();
    int at = wire.at();
    int end = wire.end();
    if (end - at < 4 || in[at] != STRING_1 || in[at + 1] < 0) {
      return false;
    }
    int nameTo = at + 2 + in[at + 1];
    if (end - nameTo < 2 || in[nameTo] != STRING_2 || in[nameTo + 1] != end - nameTo - 2) {
      return false;
    }
    into.label(in, at + 2, nameTo, nameTo + 2, end);
    return true;
  }

  private static void any(WireReader wire, KeyFiller into) throws BodyException {
    int nameFrom = wire.at();
    int nameTo = nameFrom;
    int valueFrom = nameFrom;
    int valueTo = nameFrom;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> {
          nameFrom = wire.bytes();
          nameTo = wire.at();
        }
        case 2 -> {
          valueFrom = wire.bytes();
          valueTo = wire.at();
        }
        default -> wire.skip();
      }
    }
    into.label(wire.page(), nameFrom, nameTo, valueFrom, valueTo);
  }
}
