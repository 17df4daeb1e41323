package dev.sonde.stores.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes document 001's five tables: a row for each span of time, the first sample that lies in
/// it. What a table would not take is left out, and so leaves no other out.
final class Classic {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.stores.postgres");

  /// A clock that went back by more begins anew.
  private static final long LATE_MILLIS = Duration.ofHours(1).toMillis();

  /// None when the span has a row already, from before a restart or from another Sonde.
  private static final String IS_FIRST =
      " WHERE NOT EXISTS (SELECT FROM %1$s WHERE timestamp >= "
          + Sql.INSTANT
          + " AND timestamp < "
          + Sql.INSTANT
          + ") ON CONFLICT (timestamp) DO NOTHING";

  private static final String NUMBER =
      "INSERT INTO %1$s (timestamp, value) SELECT " + Sql.INSTANT + ", ?" + IS_FIRST;
  private static final String DISK =
      "INSERT INTO %1$s (timestamp, used, free, percent) SELECT "
          + Sql.INSTANT
          + ", ?, ?, ?"
          + IS_FIRST;

  private record Row(Gauge gauge, long time, double value, long used, long free) {}

  private final long every;
  private final Map<Gauge, Long> written = new EnumMap<>(Gauge.class);
  private final Map<Gauge, Long> coming = new EnumMap<>(Gauge.class);
  private final List<Row> rows = new ArrayList<>();
  private final double[] disk = new double[3];
  private final long[] diskTimes = new long[3];

  /// @param every how much time a row stands for
  Classic(Duration every) {
    this.every = every.toMillis();
  }

  void sample(Gauge gauge, long time, double value) {
    if (!gauge.takes(value)) {
      return;
    }
    switch (gauge) {
      case CPU, RAM, GPU, TEMPERATURE -> row(new Row(gauge, time, tenths(value), 0, 0));
      case DISK_USED -> disk(0, time, value);
      case DISK_FREE -> disk(1, time, value);
      case DISK_PERCENT -> disk(2, time, value);
    }
  }

  private void disk(int at, long time, double value) {
    disk[at] = value;
    diskTimes[at] = time;
    if (diskTimes[0] == time && diskTimes[1] == time && diskTimes[2] == time) {
      row(new Row(Gauge.DISK_USED, time, tenths(disk[2]), (long) disk[0], (long) disk[1]));
    }
  }

  private void row(Row row) {
    Gauge gauge = row.gauge;
    long time = row.time;
    long slot = Math.floorDiv(time, every);
    Long last = coming.containsKey(gauge) ? coming.get(gauge) : written.get(gauge);
    if (last == null || slot > last || slot * every < last * every - LATE_MILLIS) {
      coming.put(gauge, slot);
      rows.add(row);
    }
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }

  /// Within the transaction of the batch, but a failure stays with its row.
  void store(Connection connection) throws SQLException {
    for (Row each : rows) {
      Savepoint before = connection.setSavepoint();
      try {
        store(connection, each);
        connection.releaseSavepoint(before);
      } catch (SQLException e) {
        if (connection.isClosed() || !Troubles.isOfData(e)) {
          throw e;
        }
        connection.rollback(before);
        LOG.warn("a row of {} is left out: {}", each.gauge.table(), Troubles.words(e));
      }
    }
  }

  private void store(Connection connection, Row row) throws SQLException {
    String statement = row.gauge.isDisk() ? DISK : NUMBER;
    try (PreparedStatement store =
        connection.prepareStatement(statement.formatted(row.gauge.table()))) {
      int next = 1;
      store.setLong(next++, row.time);
      if (row.gauge.isDisk()) {
        store.setLong(next++, row.used);
        store.setLong(next++, row.free);
      }
      store.setDouble(next++, row.value);
      long begin = Math.floorDiv(row.time, every) * every;
      store.setLong(next++, begin);
      store.setLong(next, begin + every);
      store.executeUpdate();
    }
  }

  /// The batch is stored.
  void stored() {
    written.putAll(coming);
  }

  /// Ends a batch, or begins it anew.
  void clear() {
    rows.clear();
    coming.clear();
  }

  /// Deletes what is too old. Commits.
  static void keep(Connection connection, long oldest) throws SQLException {
    for (Gauge each : Gauge.values()) {
      if (each.column().equals("value") || each == Gauge.DISK_USED) {
        try (PreparedStatement delete =
            connection.prepareStatement(
                "DELETE FROM " + each.table() + " WHERE timestamp < " + Sql.INSTANT)) {
          delete.setLong(1, oldest);
          delete.executeUpdate();
        }
      }
    }
    connection.commit();
  }
}
