package dev.sonde.stores.postgres;

import dev.sonde.api.store.Span;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads series of one layout from the copies that [Packing] made, as far as there are any, and
/// from the rows where there are none.
final class Tracks {
  private static final int FETCH = 200;
  private static final String HOURS =
      "SELECT hour, times FROM sonde.hours"
          + " WHERE layout = ? AND hour >= %s AND hour < %s AND times IS NOT NULL"
              .formatted(Sql.INSTANT, Sql.INSTANT);
  private static final String READ =
      "SELECT place, hour, numbers FROM sonde.tracks"
          + " WHERE layout = ? AND place = ANY (?) AND hour >= %s AND hour < %s"
              .formatted(Sql.INSTANT, Sql.INSTANT)
          + " ORDER BY hour";

  private final Connection connection;
  private final Rows rows;
  private final Squeezed squeezed = new Squeezed();
  private final Moments moments = new Moments();
  private final BitSet there = new BitSet();
  private double[] numbers = new double[1024];

  Tracks(Connection connection, Rows rows) {
    this.connection = connection;
    this.rows = rows;
  }

  /// Says how many there were; ends when there are more than wanted, or somebody has enough.
  long read(int layout, List<Asked> asked, Span when, long most) throws SQLException, IOException {
    NavigableMap<Long, byte[]> hours = hours(layout, when);
    long points = 0;
    long at = when.fromMillis();
    while (at < when.toMillis() && points <= most) {
      long to = Math.min(when.toMillis(), end(hours, at));
      var part = new Span(at, to);
      long passed =
          hours.containsKey(Moments.hour(at))
              ? copies(layout, asked, part, hours)
              : rows.read(layout, asked, part, most - points);
      if (passed == Rows.ENOUGH) {
        return Rows.ENOUGH;
      }
      points += passed;
      at = to;
    }
    return points;
  }

  /// Up to where the copies, or the rows, reach.
  private static long end(NavigableMap<Long, byte[]> hours, long at) {
    long hour = Moments.hour(at);
    if (!hours.containsKey(hour)) {
      Long next = hours.higherKey(hour);
      return next == null ? Long.MAX_VALUE : next;
    }
    while (hours.containsKey(hour)) {
      hour += Moments.HOUR;
    }
    return hour;
  }

  private NavigableMap<Long, byte[]> hours(int layout, Span when) throws SQLException, IOException {
    var hours = new TreeMap<Long, byte[]>();
    try (PreparedStatement ask = connection.prepareStatement(HOURS)) {
      ask.setInt(1, layout);
      ask.setLong(2, Moments.hour(when.fromMillis()));
      ask.setLong(3, when.toMillis());
      try (ResultSet found = ask.executeQuery()) {
        while (found.next()) {
          hours.put(Numbers.millis(found.getBytes(1)), found.getBytes(2));
        }
      }
    }
    return hours;
  }

  private long copies(int layout, List<Asked> asked, Span when, NavigableMap<Long, byte[]> hours)
      throws SQLException, IOException {
    Map<Integer, Asked> byPlace = new HashMap<>();
    asked.forEach(each -> byPlace.put(each.place(), each));
    long points = 0;
    long hour = Long.MIN_VALUE;
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      read.setFetchSize(FETCH);
      read.setInt(1, layout);
      read.setArray(2, connection.createArrayOf("int4", byPlace.keySet().toArray()));
      read.setLong(3, Moments.hour(when.fromMillis()));
      read.setLong(4, when.toMillis());
      try (ResultSet found = read.executeQuery()) {
        while (found.next()) {
          long next = Numbers.millis(found.getBytes(2));
          if (next != hour) {
            hour = next;
            moments.unpack(squeezed, known(hours.get(hour)), hour);
          }
          unpack(found.getBytes(3));
          long passed = pass(when, known(byPlace.get(found.getInt(1))));
          if (passed == Rows.ENOUGH) {
            return Rows.ENOUGH;
          }
          points += passed;
        }
      }
    }
    return points;
  }

  private static <T> T known(@Nullable T what) throws IOException {
    if (what == null) {
      throw Squeezed.damaged();
    }
    return what;
  }

  private void unpack(byte[] packed) throws IOException {
    if (numbers.length < moments.count()) {
      numbers = new double[moments.count()];
    }
    Track.unpack(squeezed, packed, numbers, there, moments.count());
  }

  private long pass(Span when, Asked asked) {
    long points = 0;
    for (int row = there.nextSetBit(0); row >= 0; row = there.nextSetBit(row + 1)) {
      long time = moments.at(row);
      if (when.has(time)) {
        points++;
        if (!asked.sink().sample(time, numbers[row])) {
          return Rows.ENOUGH;
        }
      }
    }
    return points;
  }
}
