package dev.sonde.stores.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Questions with one answer, and words that occur in many statements.
final class Sql {
  /// A parameter in milliseconds since 1970 as a `timestamptz`.
  static final String INSTANT = "timestamptz 'epoch' + ?::bigint * interval '1 millisecond'";

  private Sql() {}

  /// Begins a transaction that holds a lock. What others committed while it waited is seen by
  /// [#has], and by everything after that.
  static void lock(Connection connection, long lock) throws SQLException {
    connection.commit();
    run(connection, "SELECT pg_advisory_xact_lock(" + lock + ")");
  }

  /// Is there such a table in the schema `sonde`?
  static boolean has(Connection connection, String table) throws SQLException {
    return flag(
        connection,
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_class c"
            + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname = 'sonde' AND c.relname = '%s')".formatted(table));
  }

  static boolean flag(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  /// 0 when there is no row.
  static long number(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  static void run(Connection connection, String command) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }
}
