package dev.sonde.stores.postgres;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the copies that questions about few series are answered from: for each hour that is over,
/// what each series has in it, packed.
///
/// # Implementation notes
///
/// A row has the numbers of up to 240 series, so a week of one series by its rows means reading a
/// week of all of them. The rows stay what counts: a trigger takes an hour's mark away with any
/// change, and then its rows are read until it is packed again. While an hour is packed, its day is
/// closed to writers, for the blink of an eye; hours are so small that this is all it takes, and
/// that they need little memory. On a connection that makes tables, the driver may get answers as
/// text; hence plain numbers, and `array_send`, which is bytes in any case. `OFFSET 0` keeps the
/// server from joining all rows of three days to look for hours: 2 ms instead of 250.
final class Packing {
  private static final long LATE_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final int AT_ONCE = 64;
  private static final int FETCH = 500;

  /// Numbers in memory at a time.
  private static final int MOST_NUMBERS = 1 << 19;

  private static final String FIND =
      "SELECT d.layout, (extract(epoch FROM h.hour) * 1000)::bigint FROM sonde.days d"
          + " CROSS JOIN LATERAL generate_series(d.day, least(d.day + interval '23 hours',"
          + " least(now(), %s) - interval '1 hour'), interval '1 hour') h(hour)"
              .formatted(Sql.INSTANT)
          + " WHERE (d.day >= %s OR d.day = %s)".formatted(Sql.INSTANT, Sql.INSTANT)
          + " AND NOT EXISTS (SELECT FROM sonde.hours x"
          + " WHERE x.layout = d.layout AND x.hour = h.hour OFFSET 0)"
          + " AND EXISTS (SELECT FROM sonde.collections c WHERE c.layout = d.layout"
          + " AND c.time >= h.hour AND c.time < h.hour + interval '1 hour' OFFSET 0)"
          + " ORDER BY h.hour DESC LIMIT "
          + AT_ONCE;
  private static final String IS_PACKED =
      "SELECT FROM sonde.hours WHERE layout = ? AND hour = " + Sql.INSTANT;
  private static final String COUNT =
      "SELECT count(*) FROM sonde.collections WHERE layout = ? AND time >= %s AND time < %s"
          .formatted(Sql.INSTANT, Sql.INSTANT);
  private static final String ROWS =
      "SELECT (extract(epoch FROM time) * 1000)::bigint, array_lower(numbers, 1),"
          + " array_send(numbers[?:?]) FROM sonde.collections"
          + " WHERE layout = ? AND time >= %s AND time < %s ORDER BY time"
              .formatted(Sql.INSTANT, Sql.INSTANT);
  private static final String FORGET =
      "DELETE FROM sonde.tracks WHERE layout = ? AND hour = " + Sql.INSTANT;
  private static final String TRACK =
      "INSERT INTO sonde.tracks (layout, hour, place, numbers) VALUES (?, "
          + Sql.INSTANT
          + ", ?, ?)";
  private static final String MARK =
      "INSERT INTO sonde.hours (layout, hour, times) VALUES (?, " + Sql.INSTANT + ", ?)";

  private record Hour(int layout, long begin) {}

  private final Connection connection;
  private final Numbers numbers = new Numbers();
  private final Moments moments = new Moments();
  private final Squeezing squeezing = new Squeezing();

  private Packing(Connection connection) {
    this.connection = connection;
  }

  /// Commits.
  static void run(Connection connection, long now, Duration retention)
      throws SQLException, IOException {
    var packing = new Packing(connection);
    long days = retention.toDays() + 2;
    long older = Days.of(now) - now / MINUTE % days * Days.MILLIS;
    for (Hour each : packing.due(now - LATE_MILLIS, older)) {
      packing.pack(each);
      connection.commit();
    }
  }

  /// Looks at this day and the one before, and, in turn, at one of those before that.
  private List<Hour> due(long now, long older) throws SQLException, IOException {
    var due = new ArrayList<Hour>();
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setLong(1, now);
      find.setLong(2, Days.of(now) - Days.MILLIS);
      find.setLong(3, older);
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          due.add(new Hour(rows.getInt(1), rows.getLong(2)));
        }
      }
    }
    connection.commit();
    return due;
  }

  private void pack(Hour hour) throws SQLException, IOException {
    long day = Days.of(hour.begin);
    Days.make(connection, Days.TRACKS, day);
    connection.commit();
    Sql.run(connection, "SET LOCAL lock_timeout = '3s'");
    String rows = Days.partition(Days.COLLECTIONS, day);
    Sql.run(connection, "LOCK TABLE sonde." + rows + " IN SHARE ROW EXCLUSIVE MODE");
    if (!isPacked(hour)) {
      try (PreparedStatement forget = prepared(FORGET, hour)) {
        forget.executeUpdate();
      }
      mark(hour, copied(hour));
    }
  }

  private boolean isPacked(Hour hour) throws SQLException {
    try (PreparedStatement ask = prepared(IS_PACKED, hour);
        ResultSet rows = ask.executeQuery()) {
      return rows.next();
    }
  }

  private PreparedStatement prepared(String statement, Hour hour) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    prepared.setInt(1, hour.layout);
    prepared.setLong(2, hour.begin);
    return prepared;
  }

  private void mark(Hour hour, byte @Nullable [] times) throws SQLException {
    try (PreparedStatement mark = prepared(MARK, hour)) {
      mark.setBytes(3, times);
      mark.executeUpdate();
    }
  }

  /// The times; null when there are too many.
  private byte @Nullable [] copied(Hour hour) throws SQLException, IOException {
    long count = count(hour);
    if (count > Moments.MOST) {
      return null;
    }
    int width = Math.clamp(MOST_NUMBERS / Math.max(1, count), 1, Cell.WIDTH);
    for (int from = 1; from <= Cell.WIDTH; from += width) {
      var columns = new Columns(from, width);
      read(hour, columns);
      write(hour, columns);
    }
    return moments.pack(squeezing, hour.begin);
  }

  private long count(Hour hour) throws SQLException {
    try (PreparedStatement count = prepared(COUNT, hour)) {
      count.setLong(3, hour.begin + Moments.HOUR);
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  private void read(Hour hour, Columns columns) throws SQLException, IOException {
    moments.begin();
    try (PreparedStatement read = connection.prepareStatement(ROWS)) {
      read.setFetchSize(FETCH);
      read.setInt(1, columns.from);
      read.setInt(2, columns.from + columns.width - 1);
      read.setInt(3, hour.layout);
      read.setLong(4, hour.begin);
      read.setLong(5, hour.begin + Moments.HOUR);
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          numbers.of(rows.getBytes(3), Math.max(columns.from, rows.getInt(2)));
          columns.add(moments.count(), numbers);
          moments.add(rows.getLong(1));
        }
      }
    }
  }

  private void write(Hour hour, Columns columns) throws SQLException {
    try (PreparedStatement track = prepared(TRACK, hour)) {
      for (int i = 0; i < columns.width; i++) {
        if (!columns.there[i].isEmpty()) {
          track.setInt(3, columns.from + i);
          track.setBytes(
              4, Track.pack(squeezing, columns.values[i], columns.there[i], moments.count()));
          track.addBatch();
        }
      }
      track.executeBatch();
    }
  }

  /// Some places of an hour's rows, place by place.
  private static final class Columns {
    private final int from;
    private final int width;
    private final double[][] values;
    private final BitSet[] there;

    Columns(int from, int width) {
      this.from = from;
      this.width = Math.min(width, Cell.WIDTH - from + 1);
      this.values = new double[this.width][0];
      this.there = new BitSet[this.width];
      Arrays.setAll(there, _ -> new BitSet());
    }

    void add(int row, Numbers numbers) {
      for (int i = 0; i < width; i++) {
        if (numbers.has(from + i)) {
          values[i] = values[i].length > row ? values[i] : Arrays.copyOf(values[i], row * 2 + 64);
          values[i][row] = numbers.at(from + i);
          there[i].set(row);
        }
      }
    }
  }
}
