package dev.sonde.stores.postgres;

import dev.sonde.api.BatchId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far samples would survive a power cut, as of the last look. What is committed does, unless
/// `synchronous_commit` is off: then, what was committed when the server's log had come as far as
/// it has now written. Safe for many threads.
final class Durability {
  private static final String ASK =
      "SELECT current_setting('synchronous_commit') = 'off', pg_current_wal_insert_lsn()::text,"
          + " coalesce(pg_current_wal_flush_lsn() >= ?::pg_lsn, false)";

  private @Nullable UUID instance;
  private long epoch;
  private long committed;
  private long safe;
  private boolean atOnce;
  private long waiting;
  private @Nullable String until;

  synchronized long upTo(UUID of, long at) {
    return Math.min(safe, known(of, at));
  }

  private long known(UUID of, long at) {
    return of.equals(instance) && at == epoch ? committed : 0;
  }

  /// Everything before the batch's end is committed.
  synchronized void committed(BatchId id) {
    about(id.instance(), id.epoch(), Math.max(id.to(), known(id.instance(), id.epoch())));
    safe = atOnce ? committed : safe;
  }

  /// From now on it is about these.
  ///
  /// @param upTo what is committed
  synchronized void about(UUID of, long at, long upTo) {
    if (!of.equals(instance) || at != epoch) {
      instance = of;
      epoch = at;
      safe = 0;
      until = null;
    }
    committed = upTo;
  }

  /// Asks how far the server's log is written; commits.
  ///
  /// @param writes is it the connection that stores? Only that one can say that commits wait
  void look(Connection connection, boolean writes) throws SQLException {
    try (PreparedStatement ask = connection.prepareStatement(ASK)) {
      ask.setString(1, until());
      try (ResultSet rows = ask.executeQuery()) {
        rows.next();
        looked(rows, writes);
      }
    }
    connection.commit();
  }

  private synchronized @Nullable String until() {
    return until;
  }

  private synchronized void looked(ResultSet row, boolean writes) throws SQLException {
    boolean waits = !row.getBoolean(1);
    atOnce = waits && (writes || atOnce);
    if (atOnce) {
      safe = committed;
      return;
    }
    if (until != null && row.getBoolean(3)) {
      safe = waiting;
      until = null;
    }
    if (until == null) {
      waiting = committed;
      until = row.getString(2);
    }
  }
}
