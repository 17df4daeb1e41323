package dev.sonde.stores.embedded;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A window whose rows are to be packed.
///
/// @param last the last of the rows; what comes later is left for another time
/// @param rows how many there are
record Ripe(DayState day, long window, long last, long rows) {
  /// How long after a window's end it is packed: samples come a little late.
  private static final long GRACE_MILLIS = 5 * 60_000L;

  static List<Ripe> of(Link link, Map<Integer, DayState> days, long now) throws SQLException {
    var ripe = new ArrayList<Ripe>();
    for (DayState each : days.values()) {
      if (each.whole()) {
        addOf(link, each, now, ripe);
      }
    }
    return ripe;
  }

  /// From window to window that has rows: most days have none.
  private static void addOf(Link link, DayState day, long now, List<Ripe> ripe)
      throws SQLException {
    long row = first(link, day, 0);
    while (row >= 0) {
      long window = Windows.ofRow(day.day(), row);
      if (Windows.start(window + 1) + GRACE_MILLIS > now) {
        return;
      }
      ripe.add(of(link, day, window));
      row = first(link, day, Windows.rowsEnd(window));
    }
  }

  private static long first(Link link, DayState day, long from) throws SQLException {
    return link.number(-1, "SELECT min(id) FROM " + day.head() + " WHERE id >= ?", from);
  }

  private static Ripe of(Link link, DayState day, long window) throws SQLException {
    String range = day.head() + " WHERE id >= ? AND id < ?";
    long from = Windows.rows(window);
    long to = Windows.rowsEnd(window);
    return new Ripe(
        day,
        window,
        link.number(-1, "SELECT max(id) FROM " + range, from, to),
        link.number(0, "SELECT count(*) FROM " + range, from, to));
  }
}
