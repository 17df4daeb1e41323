package dev.sonde.wire.remotewrite;

import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.protobuf.WireReader;

/// `repeated Label labels = 1`, each `string name = 1, string value = 2`.
final class InlineLabels implements LabelFields {
  private static final byte STRING_1 = 1 << 3 | 2;
  private static final byte STRING_2 = 2 << 3 | 2;
  private static final int LEAST = 6;

  @Override
  public long pass(WireReader wire, TextHash hash) {
    int from = wire.at();
    return wire.skipShort(STRING_1) == 0 ? 0 : hash.of(wire.page(), from, wire.at());
  }

  @Override
  public void readUsual(WireReader wire, KeyFiller into) {
    byte[] in = wire.page();
    int end = wire.end();
    int at = wire.at();
    int next = usual(in, at, end, into);
    while (next > at) {
      at = next;
      next = usual(in, at, end, into);
    }
    wire.back(at);
  }

  /// Reads a label of two short texts, name and value, and nothing else.
  ///
  /// @return where it ends, or where it begins when it is not such a one
  private static int usual(byte[] in, int at, int end, KeyFiller into) {
    if (end - at < LEAST || in[at] != STRING_1 || in[at + 2] != STRING_1) {
      return at;
    }
    int to = at + 2 + in[at + 1];
    int nameFrom = at + 4;
    int nameTo = nameFrom + in[at + 3];
    boolean fits = to <= end && nameTo >= nameFrom && nameTo + 2 <= to;
    if (!fits || in[nameTo] != STRING_2 || in[nameTo + 1] != to - nameTo - 2) {
      return at;
    }
    into.label(in, nameFrom, nameTo, nameTo + 2, to);
    return to;
  }

  @Override
  public void read(WireReader wire, KeyFiller into) throws BodyException {
    int outer = wire.enter();
    any(wire, into);
    wire.leave(outer);
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
