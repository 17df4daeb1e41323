package dev.sonde.stores.embedded;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/// Time in pieces: days (UTC) have tables of their own, and windows are what is packed together. A
/// row's id tells its window within the day.
final class Windows {
  static final long DAY_MILLIS = 24 * 3_600_000L;
  static final long MILLIS = 2 * 3_600_000L;
  static final int A_DAY = (int) (DAY_MILLIS / MILLIS);

  /// How many bits of a row's id are its number within the window.
  static final int ID_BITS = 40;

  private Windows() {}

  static long of(long millis) {
    return Math.floorDiv(millis, MILLIS);
  }

  static long start(long window) {
    return window * MILLIS;
  }

  static int dayOf(long window) {
    return (int) Math.floorDiv(window, A_DAY);
  }

  static int day(long millis) {
    return (int) Math.floorDiv(millis, DAY_MILLIS);
  }

  static long firstOf(int day) {
    return (long) day * A_DAY;
  }

  /// Can it stand in names of tables?
  static boolean isDay(int day) {
    return day >= LocalDate.of(0, 1, 1).toEpochDay()
        && day < LocalDate.of(10_000, 1, 1).toEpochDay();
  }

  /// Behind the last instant of the last of them.
  static long endOfDays() {
    return dayStart((int) LocalDate.of(10_000, 1, 1).toEpochDay());
  }

  static long dayStart(int day) {
    return day * DAY_MILLIS;
  }

  /// The first row's id; those of the next window begin behind the last.
  static long rows(long window) {
    return (long) Math.floorMod(window, A_DAY) << ID_BITS;
  }

  /// Behind the last row of the window.
  static long rowsEnd(long window) {
    return rows(window) + (1L << ID_BITS);
  }

  /// In which window of a day a row lies.
  static long ofRow(int day, long row) {
    return firstOf(day) + (row >> ID_BITS);
  }

  static long row(long window, long number) {
    return rows(window) + number;
  }

  /// The day of which that is the name.
  static int dayNamed(String name) {
    return (int) LocalDate.parse(name, DateTimeFormatter.BASIC_ISO_DATE).toEpochDay();
  }

  /// As it stands in names of tables.
  static String name(int day) {
    return LocalDate.ofEpochDay(day).format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
