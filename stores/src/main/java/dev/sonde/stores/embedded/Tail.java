package dev.sonde.stores.embedded;

import dev.sonde.api.BatchId;
import dev.sonde.api.Shipment;
import java.sql.SQLException;
import java.util.List;

/// What another Sonde pushed in one go may come in two of this one's batches. So beside the cursor
/// stands with which part of what a batch ended, and how much of that may still come: the rest is
/// no repeat.
final class Tail {
  static final String TABLE =
      "CREATE TABLE IF NOT EXISTS tail(instance BLOB, epoch INTEGER, upto INTEGER NOT NULL,"
          + " sender BLOB NOT NULL, sender_epoch INTEGER NOT NULL, start INTEGER NOT NULL,"
          + " stop INTEGER NOT NULL, rest INTEGER NOT NULL, PRIMARY KEY(instance, epoch))"
          + " WITHOUT ROWID";

  private Tail() {}

  /// How much was left of what the batch begins with, when the one before ended with that; else 0.
  static long rest(Link link, BatchId id, List<Shipment.Stretch> origins) throws SQLException {
    if (origins.isEmpty() || origins.getFirst().from() > 0) {
      return 0;
    }
    Shipment.Stretch first = origins.getFirst();
    return link.number(
        0,
        "SELECT rest FROM tail WHERE instance = ? AND epoch = ? AND upto = ? AND sender = ?"
            + " AND sender_epoch = ? AND start = ? AND stop = ? AND rest >= ?",
        Marks.bytes(id.instance()),
        id.epoch(),
        id.from(),
        Marks.bytes(first.id().instance()),
        first.id().epoch(),
        first.id().from(),
        first.id().to(),
        (long) first.to());
  }

  /// Notes what the batch ends with, if others pushed that.
  ///
  /// @param before what was left of the first, if it goes on
  static void note(Link link, BatchId id, List<Shipment.Stretch> origins, int rows, long before)
      throws SQLException {
    if (origins.isEmpty() || origins.getLast().to() < rows) {
      return;
    }
    Shipment.Stretch last = origins.getLast();
    long all = origins.size() == 1 && before > 0 ? before : last.id().count();
    link.change(
        "INSERT OR REPLACE INTO tail(instance, epoch, upto, sender, sender_epoch, start, stop, rest)"
            + " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        Marks.bytes(id.instance()),
        id.epoch(),
        id.to(),
        Marks.bytes(last.id().instance()),
        last.id().epoch(),
        last.id().from(),
        last.id().to(),
        all - (last.to() - last.from()));
  }
}
