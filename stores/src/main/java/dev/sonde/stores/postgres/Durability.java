package dev.sonde.stores.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far samples would survive a power cut. What is committed does, unless `synchronous_commit`
/// is off: then, what was committed when the server's log had come as far as it has now written.
final class Durability {
  private static final String ASK =
      "SELECT current_setting('synchronous_commit') = 'off', pg_current_wal_insert_lsn()::text,"
          + " coalesce(pg_current_wal_flush_lsn() >= ?::pg_lsn, false)";

  private record Of(UUID instance, long epoch) {}

  private @Nullable Of of;
  private long safe;
  private long waiting;
  private @Nullable String until;

  /// Commits.
  long upTo(Connection connection, UUID instance, long epoch) throws SQLException {
    var now = new Of(instance, epoch);
    if (!now.equals(of)) {
      of = now;
      safe = 0;
      until = null;
    }
    long committed = Senders.upTo(connection, instance, epoch);
    connection.commit();
    long durable = durable(connection, committed);
    connection.commit();
    return durable;
  }

  private long durable(Connection connection, long committed) throws SQLException {
    try (PreparedStatement ask = connection.prepareStatement(ASK)) {
      ask.setString(1, until);
      try (ResultSet rows = ask.executeQuery()) {
        rows.next();
        if (!rows.getBoolean(1)) {
          return committed;
        }
        if (rows.getBoolean(3)) {
          safe = waiting;
          until = null;
        }
        if (until == null) {
          waiting = committed;
          until = rows.getString(2);
        }
        return Math.min(safe, committed);
      }
    }
  }
}
