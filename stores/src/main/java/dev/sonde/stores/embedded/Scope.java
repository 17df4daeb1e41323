package dev.sonde.stores.embedded;

import dev.sonde.api.store.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;

/// The part of the file that a query is about: days, windows, and the series that they have.
///
/// @param days all that have tables
/// @param span where samples as they came are of interest; what is before the retention is not in
///   it
record Scope(NavigableMap<Integer, DayState> days, Span span) {
  /// As it is now.
  static Scope of(Link link, Span span) throws SQLException {
    return new Scope(DayState.all(link), span);
  }

  /// Days whose samples are there as they came, and that the span touches.
  List<DayState> whole() {
    var found = new ArrayList<DayState>();
    if (!span.isEmpty()) {
      for (DayState each : touched(span)) {
        if (each.whole()) {
          found.add(each);
        }
      }
    }
    return found;
  }

  /// Days that have tables and that a span touches.
  List<DayState> touched(Span by) {
    return by.isEmpty()
        ? List.of()
        : List.copyOf(
            days.subMap(day(by.fromMillis()), true, day(by.toMillis() - 1), true).values());
  }

  /// A day in any time: those of no year we know stand at the ends.
  private static int day(long millis) {
    long day = Math.floorDiv(millis, Windows.DAY_MILLIS);
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, day));
  }

  /// The windows of the days that the span touches, in order of time.
  List<Long> windows() {
    var found = new ArrayList<Long>();
    for (DayState each : whole()) {
      for (long window = first(each); window <= last(each); window++) {
        found.add(window);
      }
    }
    return found;
  }

  /// The first window of a day that the span touches.
  long first(DayState of) {
    return Math.max(Windows.firstOf(of.day()), Windows.of(span.fromMillis()));
  }

  /// The last one.
  long last(DayState of) {
    return Math.min(Windows.firstOf(of.day() + 1) - 1, Windows.of(span.toMillis() - 1));
  }

  /// Numbers of series that have samples on these days.
  static BitSet seen(Link link, List<DayState> on) throws SQLException {
    var seen = new BitSet();
    for (DayState each : on) {
      try (ResultSet rows = link.statement("SELECT series FROM " + each.seen()).executeQuery()) {
        while (rows.next()) {
          Link.stopIfInterrupted();
          int id = rows.getInt(1);
          if (id >= 0 && id <= SeriesTable.MOST) {
            seen.set(id);
          }
        }
      }
    }
    return seen;
  }
}
