package dev.sonde.stores.embedded;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// A window whose rows are to be packed.
///
/// @param last the last of the rows; what comes later is left for another time
/// @param rows how many there are
record Ripe(DayState day, long window, long last, long rows) {
  /// How long after a window's end it is packed: samples come a little late.
  private static final long GRACE_MILLIS = 5 * 60_000L;

  static List<Ripe> all(Link link, long now) throws SQLException {
    var ripe = new ArrayList<Ripe>();
    for (DayState each : DayState.all(link).values()) {
      if (each.whole()) {
        addOf(link, each, now, ripe);
      }
    }
    return ripe;
  }

  private static void addOf(Link link, DayState day, long now, List<Ripe> ripe)
      throws SQLException {
    for (int i = 0; i < Windows.A_DAY; i++) {
      long window = Windows.firstOf(day.day()) + i;
      if (Windows.start(window + 1) + GRACE_MILLIS <= now) {
        long from = Windows.rows(window);
        long to = Windows.rowsEnd(window);
        String range = day.head() + " WHERE id >= ? AND id < ?";
        long last = link.number(-1, "SELECT max(id) FROM " + range, from, to);
        if (last >= 0) {
          long rows = link.number(0, "SELECT count(*) FROM " + range, from, to);
          ripe.add(new Ripe(day, window, last, rows));
        }
      }
    }
  }
}
