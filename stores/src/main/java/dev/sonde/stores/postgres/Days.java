package dev.sonde.stores.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Days (UTC): their partitions, and which places of which layouts have a sample on each.
final class Days {
  /// What has a partition for each day.
  static final String COLLECTIONS = "collections";

  static final String TRACKS = "tracks";

  static final long MILLIS = 24 * 60 * 60 * 1000L;

  /// Held, shared, while places are noted; alone while series are taken away.
  static final long LOCK = Migrations.LOCK + 2;

  private static final int MOST_NOTED = 50_000;
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);
  private static final String NOTE =
      "INSERT INTO sonde.days AS d (day, layout, present) VALUES ("
          + Sql.INSTANT
          + ", ?, ?::bit(240)) ON CONFLICT (layout, day)"
          + " DO UPDATE SET present = d.present | excluded.present";

  private static final String COUNT =
      "SELECT count(*) FROM unnest(?::integer[], ?::text[]) n(layout, present)"
          + " JOIN sonde.series s ON s.layout = n.layout"
          + " WHERE substr(n.present, s.place, 1) = '1'";

  private record At(long day, int layout) {}

  private final Set<Long> partitions = new HashSet<>();
  private final Map<At, Places> noted = new HashMap<>();

  static long of(long millis) {
    return Math.floorDiv(millis, MILLIS) * MILLIS;
  }

  /// @param table whose partition
  static String partition(String table, long day) {
    return table + "_" + NAME.format(Instant.ofEpochMilli(day));
  }

  /// Makes the partitions that are missing. Commits.
  void prepare(Connection connection, List<Cell> cells) throws SQLException {
    for (Cell each : cells) {
      prepare(connection, of(each.time()));
    }
  }

  void prepare(Connection connection, long day) throws SQLException {
    if (!partitions.contains(day)) {
      make(connection, COLLECTIONS, day);
      connection.commit();
      partitions.add(day);
    }
  }

  /// Attaching an existing table stops nobody who reads.
  static void make(Connection connection, String table, long day) throws SQLException {
    String name = partition(table, day);
    if (Sql.has(connection, name)) {
      return;
    }
    Sql.lock(connection, Migrations.LOCK);
    if (!Sql.has(connection, name)) {
      Sql.run(
          connection, "CREATE TABLE sonde.%s (LIKE sonde.%s INCLUDING ALL)".formatted(name, table));
      Sql.run(
          connection,
          "ALTER TABLE sonde.%s ATTACH PARTITION sonde.%s FOR VALUES FROM ('%s') TO ('%s')"
              .formatted(
                  table, name, Instant.ofEpochMilli(day), Instant.ofEpochMilli(day + MILLIS)));
    }
  }

  /// Within the transaction that stores them.
  void note(Connection connection, List<Cell> cells) throws SQLException, GoneException {
    List<Cell> unnoted = unnoted(cells);
    if (unnoted.isEmpty()) {
      return;
    }
    Sql.run(connection, "SELECT pg_advisory_xact_lock_shared(" + LOCK + ")");
    check(connection, unnoted);
    try (PreparedStatement note = connection.prepareStatement(NOTE)) {
      for (Cell each : unnoted) {
        note.setLong(1, of(each.time()));
        note.setInt(2, each.layout());
        note.setString(3, each.present().bits());
        note.addBatch();
      }
      note.executeBatch();
    }
  }

  /// A series that had no sample for long may have been taken away.
  private static void check(Connection connection, List<Cell> cells)
      throws SQLException, GoneException {
    Map<Integer, Places> byLayout = new HashMap<>();
    for (Cell each : cells) {
      byLayout.computeIfAbsent(each.layout(), _ -> new Places()).addAll(each.present());
    }
    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
      Object[] layouts = byLayout.keySet().toArray();
      Object[] bits = byLayout.values().stream().map(Places::bits).toArray();
      count.setArray(1, connection.createArrayOf("int4", layouts));
      count.setArray(2, connection.createArrayOf("text", bits));
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        if (rows.getLong(1) != byLayout.values().stream().mapToLong(Places::count).sum()) {
          throw new GoneException();
        }
      }
    }
  }

  /// Series are not where they were.
  static final class GoneException extends Exception {
    private static final long serialVersionUID = 1;
  }

  private List<Cell> unnoted(List<Cell> cells) {
    var unnoted = new ArrayList<Cell>();
    for (Cell each : cells) {
      Places known = noted.get(new At(of(each.time()), each.layout()));
      if (known == null || !known.hasAll(each.present())) {
        unnoted.add(each);
      }
    }
    return unnoted;
  }

  /// What was noted is committed.
  void noted(List<Cell> cells) {
    if (noted.size() > MOST_NOTED) {
      noted.clear();
    }
    for (Cell each : cells) {
      noted
          .computeIfAbsent(new At(of(each.time()), each.layout()), _ -> new Places())
          .addAll(each.present());
    }
  }

  /// Something went wrong, or days went.
  void forget() {
    partitions.clear();
    noted.clear();
  }
}
