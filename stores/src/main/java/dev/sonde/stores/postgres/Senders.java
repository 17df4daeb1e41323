package dev.sonde.stores.postgres;

import dev.sonde.api.BatchId;
import dev.sonde.api.Shipment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Which running numbers of which Sondes are stored.
///
/// # Implementation notes
///
/// What another Sonde pushed in one go may be cut in two by this one's batches. So the cursor also
/// says with which part of what it ended, and how much of that may still come: the other half is no
/// repeat, unless the first one was.
///
/// Hubs that share a database mark in the same order, whatever the order in which things came: else
/// each could wait for what the other one holds.
final class Senders {
  private static final String UPTO =
      "SELECT upto FROM sonde.senders WHERE instance = ? AND epoch = ?";
  private static final String MOVE =
      "INSERT INTO sonde.senders AS s (instance, epoch, upto, ranges, at,"
          + " tail_instance, tail_epoch, tail_range, tail_left)"
          + " VALUES (?, ?, ?, int8multirange(int8range(?, ?)), now(), ?, ?, int8range(?, ?), ?)"
          + " ON CONFLICT (instance, epoch) DO UPDATE SET"
          + " upto = excluded.upto, ranges = s.ranges + excluded.ranges, at = excluded.at,"
          + " tail_instance = excluded.tail_instance, tail_epoch = excluded.tail_epoch,"
          + " tail_range = excluded.tail_range, tail_left = excluded.tail_left"
          + " WHERE s.upto <= ?";
  private static final String GOES_ON =
      "SELECT tail_left FROM sonde.senders WHERE instance = ? AND epoch = ? AND upto = ?"
          + " AND tail_instance = ? AND tail_epoch = ? AND tail_range = int8range(?, ?)"
          + " AND tail_left >= ?";
  private static final Comparator<BatchId> ORDER =
      Comparator.comparing(BatchId::instance)
          .thenComparingLong(BatchId::epoch)
          .thenComparingLong(BatchId::from)
          .thenComparingLong(BatchId::to);
  private static final String MARK =
      "INSERT INTO sonde.senders AS s (instance, epoch, ranges, at)"
          + " VALUES (?, ?, int8multirange(int8range(?, ?)), now())"
          + " ON CONFLICT (instance, epoch) DO UPDATE SET"
          + " ranges = s.ranges + excluded.ranges, at = excluded.at"
          + " WHERE NOT s.ranges @> excluded.ranges";

  private Senders() {}

  static long upTo(Connection connection, UUID instance, long epoch) throws SQLException {
    try (PreparedStatement ask = connection.prepareStatement(UPTO)) {
      ask.setObject(1, instance);
      ask.setLong(2, epoch);
      try (ResultSet rows = ask.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /// Moves the cursor to the batch's end. False when it lies behind the batch's beginning.
  ///
  /// @param tail what others pushed and the batch ends with, if that is no repeat
  /// @param before how many of that went before this batch
  static boolean move(
      Connection connection, BatchId id, Optional<Shipment.Stretch> tail, long before)
      throws SQLException {
    try (PreparedStatement move = connection.prepareStatement(MOVE)) {
      move.setObject(1, id.instance());
      move.setLong(2, id.epoch());
      move.setLong(3, id.to());
      move.setLong(4, id.from());
      move.setLong(5, id.to());
      tail(move, tail, before);
      move.setLong(11, id.from());
      return move.executeUpdate() == 1;
    }
  }

  private static void tail(PreparedStatement move, Optional<Shipment.Stretch> tail, long before)
      throws SQLException {
    if (tail.isPresent()) {
      BatchId last = tail.get().id();
      move.setObject(6, last.instance());
      move.setLong(7, last.epoch());
      move.setLong(8, last.from());
      move.setLong(9, last.to());
      move.setLong(10, last.count() - (tail.get().to() - tail.get().from()) - before);
    } else {
      move.setNull(6, Types.OTHER);
      for (int i = 7; i <= 10; i++) {
        move.setNull(i, Types.BIGINT);
      }
    }
  }

  /// How many went before of the first that others pushed, when the batch before ended with that;
  /// otherwise none.
  static long before(Connection connection, BatchId id, List<Shipment.Stretch> origins)
      throws SQLException {
    if (origins.isEmpty() || origins.getFirst().from() > 0) {
      return 0;
    }
    Shipment.Stretch first = origins.getFirst();
    try (PreparedStatement ask = connection.prepareStatement(GOES_ON)) {
      ask.setObject(1, id.instance());
      ask.setLong(2, id.epoch());
      ask.setLong(3, id.from());
      ask.setObject(4, first.id().instance());
      ask.setLong(5, first.id().epoch());
      ask.setLong(6, first.id().from());
      ask.setLong(7, first.id().to());
      ask.setLong(8, first.to());
      try (ResultSet rows = ask.executeQuery()) {
        return rows.next() ? first.id().count() - rows.getLong(1) : 0;
      }
    }
  }

  /// Marks what others pushed as stored, and says what was before.
  ///
  /// @param goesOn the first is no repeat, although it is marked
  static List<Shipment.Stretch> repeated(
      Connection connection, List<Shipment.Stretch> origins, boolean goesOn) throws SQLException {
    var repeated = new ArrayList<Shipment.Stretch>();
    if (origins.isEmpty()) {
      return repeated;
    }
    Set<BatchId> known = new HashSet<>();
    Set<BatchId> ids = new TreeSet<>(ORDER);
    origins.forEach(each -> ids.add(each.id()));
    try (PreparedStatement mark = connection.prepareStatement(MARK)) {
      for (BatchId each : ids) {
        mark.setObject(1, each.instance());
        mark.setLong(2, each.epoch());
        mark.setLong(3, each.from());
        mark.setLong(4, each.to());
        if (mark.executeUpdate() == 0) {
          known.add(each);
        }
      }
    }
    if (goesOn) {
      known.remove(origins.getFirst().id());
    }
    origins.stream().filter(each -> known.contains(each.id())).forEach(repeated::add);
    return repeated;
  }
}
