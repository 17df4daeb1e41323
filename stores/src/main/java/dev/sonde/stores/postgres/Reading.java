package dev.sonde.stores.postgres;

import dev.sonde.api.store.Points;
import dev.sonde.api.store.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Reads the samples of many series, in the order of the answer.
///
/// # Implementation notes
///
/// A few series at a time, so that memory is bounded: as many as would give [#POINTS] points, going
/// by those before. Of their layouts only the numbers between the first and the last that are
/// wanted are fetched, as bytes: text would lose what a NaN says.
final class Reading {
  private static final int POINTS = 500_000;
  private static final int FIRST = 4;
  private static final int MOST = 4096;
  private static final int FETCH = 2000;
  private static final String READ =
      "SELECT time, array_lower(numbers, 1), numbers[?:?] FROM sonde.collections"
          + " WHERE layout = ? AND time >= %s AND time < %s ORDER BY time"
              .formatted(Sql.INSTANT, Sql.INSTANT);

  private record Asked(Wanted of, Sink sink) {}

  private final Connection connection;
  private final Span when;

  Reading(Connection connection, Span when) {
    this.connection = connection;
    this.when = when;
  }

  /// @param most how many points a series can have; 0 when that is not known
  void answer(List<Wanted> wanted, Supplier<Sink> sinks, int most, Points each)
      throws SQLException, IOException {
    int count = most == 0 ? FIRST : Math.clamp(POINTS / most, 1, MOST);
    int at = 0;
    while (at < wanted.size()) {
      int to = Math.min(wanted.size(), at + count);
      List<Asked> asked = read(wanted.subList(at, to), sinks);
      long points = 0;
      for (Asked one : asked) {
        points += one.sink.size();
        if (!tell(one, each)) {
          return;
        }
      }
      if (most == 0) {
        long typical = 1 + points / asked.size();
        count = (int) Math.clamp(POINTS / typical, 1, Math.min(MOST, 4L * count));
      }
      at = to;
    }
  }

  private static boolean tell(Asked one, Points each) {
    return one.sink.size() == 0
        || (each.series(one.of.name(), one.of.labels()) && one.sink.tell(each));
  }

  private List<Asked> read(List<Wanted> wanted, Supplier<Sink> sinks)
      throws SQLException, IOException {
    var asked = new ArrayList<Asked>();
    Map<Integer, List<Asked>> byLayout = new TreeMap<>();
    for (Wanted each : wanted) {
      var one = new Asked(each, sinks.get());
      asked.add(one);
      byLayout.computeIfAbsent(each.layout(), _ -> new ArrayList<>()).add(one);
    }
    for (Map.Entry<Integer, List<Asked>> each : byLayout.entrySet()) {
      read(each.getKey(), each.getValue());
    }
    return asked;
  }

  private void read(int layout, List<Asked> asked) throws SQLException, IOException {
    int low = asked.stream().mapToInt(each -> each.of.place()).min().orElseThrow();
    int high = asked.stream().mapToInt(each -> each.of.place()).max().orElseThrow();
    var numbers = new Numbers();
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      read.setFetchSize(FETCH);
      read.setInt(1, low);
      read.setInt(2, high);
      read.setInt(3, layout);
      read.setLong(4, when.fromMillis());
      read.setLong(5, when.toMillis());
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          long time = Numbers.millis(rows.getBytes(1));
          numbers.of(rows.getBytes(3), Math.max(low, rows.getInt(2)));
          for (Asked each : asked) {
            if (numbers.has(each.of.place())) {
              each.sink.sample(time, numbers.at(each.of.place()));
            }
          }
        }
      }
    }
  }

  /// A slice of an array, as the server sends it.
  static final class Numbers {
    private static final int FLOAT8 = 701;
    private static final int HEAD = 5 * Integer.BYTES;
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    private final double[] values = new double[Cell.WIDTH + 1];
    private final Places present = new Places();

    static long millis(byte[] instant) throws IOException {
      if (instant.length != Long.BYTES) {
        throw new IOException("the server sent a time as text");
      }
      return Math.floorDiv(ByteBuffer.wrap(instant).getLong() + MICROS_TO_2000, 1000L);
    }

    /// @param first the place of the first number
    void of(byte[] bytes, int first) throws IOException {
      present.clear();
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (in.remaining() < 3 * Integer.BYTES) {
        throw new IOException("the server sent numbers as text");
      }
      int dimensions = in.getInt();
      if (dimensions == 0) {
        return;
      }
      in.getInt();
      if (dimensions != 1 || in.getInt() != FLOAT8 || in.remaining() < HEAD - 12) {
        throw new IOException("the server sent numbers as text");
      }
      int count = in.getInt();
      in.getInt();
      read(in, count, first);
    }

    private void read(ByteBuffer in, int count, int first) throws IOException {
      if (count < 0 || first < 1 || first + count - 1 > Cell.WIDTH) {
        throw new IOException("a row of sonde.collections is too long");
      }
      for (int place = first; place < first + count; place++) {
        if (in.getInt() == Double.BYTES) {
          values[place] = Double.longBitsToDouble(in.getLong());
          present.add(place);
        }
      }
    }

    boolean has(int place) {
      return present.has(place);
    }

    double at(int place) {
      return values[place];
    }
  }
}
