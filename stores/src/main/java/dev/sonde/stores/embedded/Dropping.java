package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/// Takes days and windows away, in steps that are short however much there is.
///
/// # Implementation notes
///
/// A series' number is given again once the series is forgotten, so nothing may be left that bears
/// it: of a day that goes, the samples go first, then series that no other day has, then the rest.
final class Dropping {
  private static final int SERIES_AT_A_TIME = 1000;
  private static final int ROWS_AT_A_TIME = 2048;
  private static final int MANY_ROWS = 20_000;
  private static final int HEADS_AT_A_TIME = 32;

  private final Vault vault;

  Dropping(Vault vault) {
    this.vault = vault;
  }

  /// Of a day that is thinned out, everything else.
  void whole(DayState day) throws IOException, InterruptedException {
    List<String> tables = List.of(day.head(), day.chunks());
    empty(tables);
    vault.write(
        "drop a day",
        (link, intake) -> {
          dropTables(link, tables);
          link.change("UPDATE day SET whole = 0 WHERE day = ?", day.day());
          intake.forget(link);
          return true;
        });
  }

  /// A day with everything.
  void all(DayState day) throws IOException, InterruptedException {
    List<String> tables = List.of(day.head(), day.chunks(), day.thinned());
    empty(tables);
    vault.write(
        "drop a day",
        (link, intake) -> {
          dropTables(link, tables);
          link.change("UPDATE day SET whole = 0, thin = 0 WHERE day = ?", day.day());
          intake.forget(link);
          return true;
        });
    forgetSeries(day);
    vault.write(
        "drop a day",
        (link, intake) -> {
          dropTables(link, tables);
          dropTables(link, List.of(day.seen()));
          link.change("DELETE FROM day WHERE day = ?", day.day());
          intake.forget(link);
          return true;
        });
  }

  private static void dropTables(Link link, List<String> tables) throws SQLException {
    for (String each : tables) {
      link.run("DROP TABLE IF EXISTS " + each);
    }
  }

  /// A large table goes row by row: dropping it may take longer than one step may.
  private void empty(List<String> tables) throws IOException, InterruptedException {
    for (String each : tables) {
      boolean more = vault.write("look at a day", (link, _) -> isLarge(link, each));
      while (more) {
        more =
            vault.write(
                "drop samples",
                (link, _) ->
                    link.change(
                            "DELETE FROM "
                                + each
                                + " WHERE rowid IN (SELECT rowid FROM "
                                + each
                                + " LIMIT ?)",
                            ROWS_AT_A_TIME)
                        > 0);
      }
    }
  }

  private static boolean isLarge(Link link, String table) throws SQLException {
    return link.number(0, "SELECT count(*) FROM sqlite_master WHERE name = ?", table) > 0
        && link.number(0, "SELECT count(*) FROM (SELECT 1 FROM " + table + " LIMIT ?)", MANY_ROWS)
            >= MANY_ROWS;
  }

  /// The oldest samples of a day: a part of what is packed of its first window, or the first rows.
  ///
  /// @return whether there were any
  boolean oldest(DayState day) throws IOException, InterruptedException {
    return vault.write(
        "drop samples",
        (link, _) -> {
          long chunk = first(link, day.chunks());
          long row = first(link, day.head());
          long window = Math.min(chunk, row) >> Windows.ID_BITS;
          int dropped =
              chunk >> Windows.ID_BITS == window
                  ? drop(link, day.chunks(), window, ROWS_AT_A_TIME)
                  : drop(link, day.head(), window, HEADS_AT_A_TIME);
          return dropped > 0;
        });
  }

  private static long first(Link link, String table) throws SQLException {
    return link.number(Long.MAX_VALUE, "SELECT min(id) FROM " + table);
  }

  private static int drop(Link link, String table, long window, int most) throws SQLException {
    return link.change(
        "DELETE FROM "
            + table
            + " WHERE id IN (SELECT id FROM "
            + table
            + " WHERE id < ? ORDER BY id LIMIT ?)",
        (window + 1) << Windows.ID_BITS,
        most);
  }

  /// Forgets series that no other day has, some at a time.
  private void forgetSeries(DayState day) throws IOException, InterruptedException {
    long from = 0;
    while (from >= 0) {
      long after = from;
      from =
          vault.write(
              "forget series",
              (link, intake) -> {
                long last = forgetSeries(link, day, after);
                intake.forget(link);
                return last;
              });
    }
  }

  private static long forgetSeries(Link link, DayState day, long after) throws SQLException {
    var unused = new StringBuilder();
    for (DayState each : DayState.all(link).values()) {
      if (each.day() != day.day()) {
        unused.append(" AND id NOT IN (SELECT series FROM ").append(each.seen()).append(')');
      }
    }
    String some = "SELECT series FROM " + day.seen() + " WHERE series > ? ";
    long last =
        link.number(
            -1,
            "SELECT max(series) FROM (" + some + "ORDER BY series LIMIT ?)",
            after,
            SERIES_AT_A_TIME);
    link.change(
        "DELETE FROM series WHERE id IN (" + some + "AND series <= ?)" + unused, after, last);
    return last;
  }
}
