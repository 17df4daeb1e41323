package dev.sonde.wire.columns;

import dev.sonde.api.BatchId;
import java.util.UUID;

/// The id of a batch: `instance, epoch, first number, count`.
public final class BatchIdBytes {
  private BatchIdBytes() {}

  /// Writes one.
  public static void write(BatchId id, Payload to) {
    to.putLong(id.instance().getMostSignificantBits());
    to.putLong(id.instance().getLeastSignificantBits());
    to.putLong(id.epoch());
    to.putVarint(id.from());
    to.putVarint(id.count());
  }

  /// Reads one.
  ///
  /// @throws DamagedException when there is no such id
  public static BatchId read(PayloadReader in) throws DamagedException {
    var instance = new UUID(in.readLong(), in.readLong());
    long epoch = in.readLong();
    long from = in.readVarint();
    long count = in.readVarint();
    if (from < 0 || count <= 0 || from + count < 0) {
      throw new DamagedException("a sender's batch of impossible numbers");
    }
    return new BatchId(instance, epoch, from, from + count);
  }
}
