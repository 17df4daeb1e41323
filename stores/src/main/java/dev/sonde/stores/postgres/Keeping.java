package dev.sonde.stores.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;

/// What is due from time to time.
///
/// # Implementation notes
///
/// Dropped is what both clocks, Sonde's and the server's, call too old, and one day at a time: a
/// clock that jumps takes nothing with it. A table that somebody is reading is left for the next
/// time, because waiting for it would make everybody else wait, too.
final class Keeping {
  private static final String FIRST =
      "SELECT min(c.relname) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
          + " WHERE i.inhparent = 'sonde.collections'::regclass"
          + " AND c.relname ~ '^collections_[0-9]{8}$'";
  private static final String FORGET_DAYS = "DELETE FROM sonde.days WHERE day < " + Sql.INSTANT;
  private static final String FORGET_HOURS = "DELETE FROM sonde.hours WHERE hour < " + Sql.INSTANT;
  private static final String FORGET_SERIES =
      "DELETE FROM sonde.series s WHERE NOT EXISTS (SELECT FROM sonde.days d"
          + " WHERE d.layout = s.layout AND get_bit(d.present, s.place - 1) = 1)";
  private static final String FORGET_LAYOUTS =
      "DELETE FROM sonde.layouts l"
          + " WHERE NOT EXISTS (SELECT FROM sonde.series s WHERE s.layout = l.id)";
  private static final String FORGET_SENDERS =
      "DELETE FROM sonde.senders WHERE at < now() - interval '30 days'";
  private static final String SHORTEN_RANGES =
      "UPDATE sonde.senders SET ranges = (SELECT range_agg(n.r) FROM"
          + " (SELECT r FROM unnest(ranges) r ORDER BY r DESC LIMIT 500) n)"
          + " WHERE (SELECT count(*) FROM unnest(ranges)) > 1000";

  private Keeping() {}

  /// Commits.
  static void run(Connection connection, long now, Duration retention) throws SQLException {
    Days.make(connection, Days.COLLECTIONS, Days.of(now));
    Days.make(connection, Days.COLLECTIONS, Days.of(now) + Days.MILLIS);
    connection.commit();
    dropOne(connection, oldest(connection, now, retention));
  }

  /// Commits.
  static void forgetSenders(Connection connection) throws SQLException {
    Sql.run(connection, FORGET_SENDERS);
    Sql.run(connection, SHORTEN_RANGES);
    connection.commit();
  }

  /// What both clocks call too old.
  static long oldest(Connection connection, long now, Duration retention) throws SQLException {
    long there = Sql.number(connection, "SELECT (extract(epoch FROM now()) * 1000)::bigint");
    return Math.min(now, there) - retention.toMillis();
  }

  private static void dropOne(Connection connection, long oldest) throws SQLException {
    OptionalLong first = first(connection);
    if (first.isPresent() && first.getAsLong() + Days.MILLIS <= oldest) {
      Sql.lock(connection, Migrations.LOCK);
      Sql.run(connection, "SET LOCAL lock_timeout = '1s'");
      drop(connection, Days.COLLECTIONS, first.getAsLong());
      drop(connection, Days.TRACKS, first.getAsLong());
      connection.commit();
      forget(connection, first.getAsLong() + Days.MILLIS);
    } else {
      connection.commit();
    }
  }

  private static void drop(Connection connection, String table, long day) throws SQLException {
    Sql.run(connection, "DROP TABLE IF EXISTS sonde." + Days.partition(table, day));
  }

  private static void forget(Connection connection, long before) throws SQLException {
    Sql.lock(connection, Catalogue.LOCK);
    Sql.run(connection, "SELECT pg_advisory_xact_lock(" + Days.LOCK + ")");
    forget(connection, FORGET_DAYS, before);
    forget(connection, FORGET_HOURS, before);
    Sql.run(connection, FORGET_SERIES);
    Sql.run(connection, FORGET_LAYOUTS);
    connection.commit();
  }

  private static void forget(Connection connection, String statement, long before)
      throws SQLException {
    try (PreparedStatement forget = connection.prepareStatement(statement)) {
      forget.setLong(1, before);
      forget.executeUpdate();
    }
  }

  private static OptionalLong first(Connection connection) throws SQLException {
    try (PreparedStatement ask = connection.prepareStatement(FIRST);
        ResultSet rows = ask.executeQuery()) {
      rows.next();
      String name = rows.getString(1);
      return name == null ? OptionalLong.empty() : OptionalLong.of(day(name));
    }
  }

  private static long day(String partition) {
    String digits = partition.substring(partition.length() - 8);
    LocalDate day = LocalDate.parse(digits, DateTimeFormatter.BASIC_ISO_DATE);
    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return begin.toEpochMilli();
  }
}
