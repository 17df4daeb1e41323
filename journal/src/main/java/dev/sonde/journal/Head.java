package dev.sonde.journal;

import dev.sonde.api.BatchId;
import dev.sonde.api.Origin;
import dev.sonde.wire.columns.BatchIdBytes;
import dev.sonde.wire.columns.DamagedException;
import dev.sonde.wire.columns.Payload;
import dev.sonde.wire.columns.PayloadReader;

/// The first bytes of a samples payload: version, and whose samples they are.
final class Head {
  /// Values alone.
  static final int PLAIN = 1;

  /// With more beside the values of some rows.
  static final int EXTRAS = 2;

  /// With notes, and perhaps with more beside values, too.
  static final int NOTED = 3;

  private static final int OWN = 0;
  private static final int UNNAMED = 1;
  private static final int SENDER = 2;

  private Head() {}

  static int code(Origin origin) {
    return switch (origin) {
      case Origin.Own _ -> OWN;
      case Origin.Unnamed _ -> UNNAMED;
      case Origin.Sender _ -> SENDER;
    };
  }

  static void write(Origin origin, Payload to) {
    if (origin instanceof Origin.Sender(BatchId id)) {
      BatchIdBytes.write(id, to);
    }
  }

  static Origin read(int code, PayloadReader in) throws DamagedException {
    return switch (code) {
      case OWN -> Origin.OWN;
      case UNNAMED -> Origin.UNNAMED;
      case SENDER -> new Origin.Sender(BatchIdBytes.read(in));
      default -> throw new DamagedException("samples of an unknown origin");
    };
  }
}
