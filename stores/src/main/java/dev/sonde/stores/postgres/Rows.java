package dev.sonde.stores.postgres;

import dev.sonde.api.store.Span;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// Reads series of one layout from the rows themselves: of these, only the numbers between the
/// first and the last place that are asked for.
final class Rows {
  /// Somebody has enough.
  static final long ENOUGH = -1;

  private static final int FETCH = 2000;
  private static final String READ =
      "SELECT time, array_lower(numbers, 1), numbers[?:?] FROM sonde.collections"
          + " WHERE layout = ? AND time >= %s AND time < %s ORDER BY time"
              .formatted(Sql.INSTANT, Sql.INSTANT);

  private final Connection connection;
  private final Numbers numbers = new Numbers();

  Rows(Connection connection) {
    this.connection = connection;
  }

  /// Says how many there were; ends when there are more than wanted, or somebody has enough.
  long read(int layout, List<Asked> asked, Span when, long most) throws SQLException, IOException {
    int low = asked.stream().mapToInt(Asked::place).min().orElseThrow();
    int high = asked.stream().mapToInt(Asked::place).max().orElseThrow();
    long points = 0;
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      read.setFetchSize(FETCH);
      read.setInt(1, low);
      read.setInt(2, high);
      read.setInt(3, layout);
      read.setLong(4, when.fromMillis());
      read.setLong(5, when.toMillis());
      try (ResultSet rows = read.executeQuery()) {
        while (points <= most && rows.next()) {
          numbers.of(rows.getBytes(3), Math.max(low, rows.getInt(2)));
          long passed = pass(Numbers.millis(rows.getBytes(1)), asked);
          if (passed < 0) {
            return ENOUGH;
          }
          points += passed;
        }
      }
    }
    return points;
  }

  private long pass(long time, List<Asked> asked) {
    long points = 0;
    boolean more = true;
    for (Asked one : asked) {
      if (numbers.has(one.place())) {
        points++;
        more &= one.sink().sample(time, numbers.at(one.place()));
      }
    }
    return more ? points : ENOUGH;
  }
}
