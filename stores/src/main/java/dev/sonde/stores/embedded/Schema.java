package dev.sonde.stores.embedded;

import java.sql.SQLException;

/// The tables. Those of one day bear its name, so that dropping it is cheap: `head_20260101` (a row
/// for each batch and window), `chunk_…` (a row for each series and window), `seen_…` (its series)
/// and `thin_…` (a row for each series, thinned out).
final class Schema {
  static final int VERSION = 1;

  private static final String[] TABLES = {
    "CREATE TABLE IF NOT EXISTS series"
        + "(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, name BLOB NOT NULL, labels BLOB NOT NULL)",
    "CREATE INDEX IF NOT EXISTS series_hash ON series(hash)",
    "CREATE INDEX IF NOT EXISTS series_name ON series(name)",
    "CREATE TABLE IF NOT EXISTS family(name BLOB PRIMARY KEY, kind TEXT NOT NULL,"
        + " unit TEXT NOT NULL, help TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS cursor(instance BLOB, epoch INTEGER, base INTEGER NOT NULL,"
        + " upto INTEGER NOT NULL, day INTEGER NOT NULL, PRIMARY KEY(instance, epoch))"
        + " WITHOUT ROWID",
    Tail.TABLE,
    "CREATE TABLE IF NOT EXISTS mark(instance BLOB, epoch INTEGER, start INTEGER,"
        + " stop INTEGER NOT NULL, day INTEGER NOT NULL, PRIMARY KEY(instance, epoch, start))"
        + " WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS day"
        + "(day INTEGER PRIMARY KEY, whole INTEGER NOT NULL, thin INTEGER NOT NULL)",
  };

  private Schema() {}

  static void make(Link link) throws SQLException {
    long version = link.number(0, "PRAGMA user_version");
    if (version > VERSION) {
      throw new SQLException(
          "the file was written by a newer Sonde (its version is "
              + version
              + ", this one knows "
              + VERSION
              + "); run that one, or move the file away");
    }
    if (version < VERSION) {
      for (String each : TABLES) {
        link.run(each);
      }
      link.run("PRAGMA user_version = " + VERSION);
    }
  }

  static void makeDay(Link link, int day) throws SQLException {
    String name = Windows.name(day);
    link.run("CREATE TABLE IF NOT EXISTS head_" + name + "(id INTEGER PRIMARY KEY, blob BLOB)");
    link.run("CREATE TABLE IF NOT EXISTS chunk_" + name + "(id INTEGER PRIMARY KEY, blob BLOB)");
    link.run("CREATE TABLE IF NOT EXISTS seen_" + name + "(series INTEGER PRIMARY KEY)");
    link.run("CREATE TABLE IF NOT EXISTS thin_" + name + "(series INTEGER PRIMARY KEY, blob BLOB)");
    link.change(
        "INSERT INTO day(day, whole, thin) VALUES(?, 1, 0)"
            + " ON CONFLICT(day) DO UPDATE SET whole = 1, thin = CASE thin WHEN 0 THEN 0 ELSE ? END",
        day,
        DayState.Thin.LACKING.code());
  }
}
