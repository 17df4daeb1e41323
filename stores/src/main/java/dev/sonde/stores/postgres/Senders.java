package dev.sonde.stores.postgres;

import dev.sonde.api.BatchId;
import dev.sonde.api.Shipment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Which running numbers of which Sondes are stored.
final class Senders {
  private static final String UPTO =
      "SELECT upto FROM sonde.senders WHERE instance = ? AND epoch = ?";
  private static final String MOVE =
      "INSERT INTO sonde.senders AS s (instance, epoch, upto, ranges, at)"
          + " VALUES (?, ?, ?, int8multirange(int8range(?, ?)), now())"
          + " ON CONFLICT (instance, epoch) DO UPDATE SET"
          + " upto = excluded.upto, ranges = s.ranges + excluded.ranges, at = excluded.at"
          + " WHERE s.upto <= ?";
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
  static boolean move(Connection connection, BatchId id) throws SQLException {
    try (PreparedStatement move = connection.prepareStatement(MOVE)) {
      move.setObject(1, id.instance());
      move.setLong(2, id.epoch());
      move.setLong(3, id.to());
      move.setLong(4, id.from());
      move.setLong(5, id.to());
      move.setLong(6, id.from());
      return move.executeUpdate() == 1;
    }
  }

  /// Marks what others pushed as stored, and says what was before.
  static List<Shipment.Stretch> repeated(Connection connection, List<Shipment.Stretch> origins)
      throws SQLException {
    var repeated = new ArrayList<Shipment.Stretch>();
    if (origins.isEmpty()) {
      return repeated;
    }
    Set<BatchId> known = new HashSet<>();
    Set<BatchId> ids = new LinkedHashSet<>();
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
    origins.stream().filter(each -> known.contains(each.id())).forEach(repeated::add);
    return repeated;
  }
}
