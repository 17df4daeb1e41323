package dev.sonde.stores.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/// Puts the rows of a day that is over in order of layouts, once: a question about one series then
/// reads what lies together, not every page. Whoever wants that day meanwhile waits, so a day that
/// would take long is left as it is.
final class Ordering {
  /// Late samples mostly come within it.
  private static final long LATE_MILLIS = Duration.ofHours(1).toMillis();

  private static final String TIMED_OUT = "57014";
  private static final long MOST_BYTES = 512L << 20;
  private static final String FIND =
      "SELECT c.relname FROM pg_catalog.pg_inherits i"
          + " JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid"
          + " JOIN pg_catalog.pg_index x ON x.indrelid = c.oid AND x.indisprimary"
          + " WHERE i.inhparent = 'sonde.collections'::regclass AND NOT x.indisclustered"
          + " AND c.relname ~ '^collections_[0-9]{8}$' AND c.relname < ?"
          + " AND pg_table_size(c.oid) < ?"
          + " ORDER BY c.relname DESC LIMIT 1";

  private String tooLong = "";

  /// Commits. A day that could not be put in order, in the time that a statement has, is left.
  void run(Connection connection, long now) throws SQLException {
    String partition =
        next(connection, Days.partition(Days.COLLECTIONS, Days.of(now - LATE_MILLIS)));
    connection.commit();
    if (!partition.isEmpty() && !partition.equals(tooLong)) {
      try {
        order(connection, partition);
      } catch (SQLException e) {
        tooLong = TIMED_OUT.equals(e.getSQLState()) ? partition : tooLong;
        throw e;
      }
    }
  }

  private static void order(Connection connection, String partition) throws SQLException {
    Sql.run(connection, "SET LOCAL lock_timeout = '1s'");
    Sql.run(connection, "CLUSTER sonde.%1$s USING %1$s_pkey".formatted(partition));
    Sql.run(connection, "ANALYZE sonde." + partition);
    connection.commit();
  }

  private static String next(Connection connection, String before) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, before);
      find.setLong(2, MOST_BYTES);
      try (ResultSet rows = find.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }
}
