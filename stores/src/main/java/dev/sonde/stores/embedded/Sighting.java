package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Finds out anew which series a day has, from its samples: a series that no day is known to have
/// is forgotten, and its number given to another.
final class Sighting {
  private static final int ROWS_AT_A_TIME = 256;

  private final Vault vault;
  private final DayState day;
  private final HeadReader reader = new HeadReader();

  Sighting(Vault vault, int day) {
    this.vault = vault;
    this.day = new DayState(day, true, DayState.Thin.NONE);
  }

  void restore() throws IOException, InterruptedException {
    String mask = "id & " + ((1L << Windows.ID_BITS) - 1);
    vault.write("look for series", (link, _) -> add(link, mask, day.chunks()));
    vault.write("look for series", (link, _) -> add(link, "series", day.thinned()));
    long next = 0;
    while (next >= 0) {
      long from = next;
      next = vault.write("look for series", (link, _) -> rows(link, from));
    }
  }

  private boolean add(Link link, String series, String from) throws SQLException {
    if (isThere(link, from)) {
      link.change(
          "INSERT OR IGNORE INTO " + day.seen() + "(series) SELECT " + series + " FROM " + from);
    }
    return true;
  }

  private static boolean isThere(Link link, String table) throws SQLException {
    return link.number(0, "SELECT count(*) FROM sqlite_master WHERE name = ?", table) > 0;
  }

  /// @return where to go on, or -1
  private long rows(Link link, long from) throws SQLException {
    if (!isThere(link, day.head())) {
      return -1;
    }
    var places = new Places();
    long next = -1;
    try (ResultSet rows =
        link.with(
                "SELECT id, blob FROM " + day.head() + " WHERE id >= ? ORDER BY id LIMIT ?",
                from,
                ROWS_AT_A_TIME)
            .executeQuery()) {
      while (rows.next()) {
        next = rows.getLong(1) + 1;
        note(rows, places);
      }
    }
    reader.forget();
    for (int each : places.sorted()) {
      link.change("INSERT OR IGNORE INTO " + day.seen() + "(series) VALUES(?)", each);
    }
    return next;
  }

  private void note(ResultSet row, Places places) throws SQLException {
    long window = Windows.ofRow(day.day(), row.getLong(1));
    try {
      reader.read(Link.bytes(row, 2), window, Long.MIN_VALUE, Long.MAX_VALUE);
    } catch (Damage e) {
      vault.note(day.head() + " row " + row.getLong(1), e);
      return;
    }
    for (int i = 0; i < reader.size(); i++) {
      places.add((int) reader.series[i]);
    }
  }
}
