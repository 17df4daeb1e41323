package dev.sonde.stores.embedded;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A day that has tables.
///
/// @param whole are its samples there as they came?
/// @param thin is it thinned out?
record DayState(int day, boolean whole, Thin thin) {
  /// How far its thinned-out samples say what its whole ones say.
  enum Thin {
    NONE(0),
    ALL(1),
    /// Samples came since.
    LACKING(2);

    private final int code;

    Thin(int code) {
      this.code = code;
    }

    /// As it stands in the file.
    int code() {
      return code;
    }

    static Thin of(int code) {
      for (Thin each : values()) {
        if (each.code == code) {
          return each;
        }
      }
      return LACKING;
    }
  }

  /// All days, in order of time.
  static TreeMap<Integer, DayState> all(Link link) throws SQLException {
    List<DayState> found =
        link.all(
            row -> new DayState(row.getInt(1), row.getInt(2) != 0, Thin.of(row.getInt(3))),
            "SELECT day, whole, thin FROM day");
    var days = new TreeMap<Integer, DayState>();
    found.stream()
        .filter(each -> Windows.isDay(each.day()))
        .forEach(each -> days.put(each.day(), each));
    return days;
  }

  /// Behind the last day of which only the thinned-out rest is there: whole days begin here.
  static long wholeFrom(Map<Integer, DayState> days) {
    return days.values().stream()
        .filter(each -> !each.whole())
        .mapToLong(each -> Windows.dayStart(each.day() + 1))
        .max()
        .orElse(Long.MIN_VALUE);
  }

  String head() {
    return "head_" + Windows.name(day);
  }

  String chunks() {
    return "chunk_" + Windows.name(day);
  }

  String seen() {
    return "seen_" + Windows.name(day);
  }

  String thinned() {
    return "thin_" + Windows.name(day);
  }
}
