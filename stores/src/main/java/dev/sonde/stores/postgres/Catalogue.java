package dev.sonde.stores.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Gives every series its home, once and for all.
///
/// # Implementation notes
///
/// Series that come together for the first time get places of one layout, one after the other, and
/// newcomers join the layout of those they come with while there is room, so that a collection is a
/// few rows. Places are given under a lock that all Sondes share, and never twice.
final class Catalogue {
  /// Held while places are given or taken away.
  static final long LOCK = Migrations.LOCK + 1;

  private static final String FIND =
      "SELECT digest, layout, place FROM sonde.series WHERE digest = ANY (?)";
  private static final String ADD =
      "INSERT INTO sonde.series (digest, layout, place, name, labels, identity)"
          + " VALUES (?, ?, ?, ?, ?::jsonb, ?)";

  private final Connection connection;
  private final Map<UUID, Home> homes = new HashMap<>();

  private Catalogue(Connection connection) {
    this.connection = connection;
  }

  /// Homes by digest, new ones where there were none. Commits.
  ///
  /// @param neighbours a home of each run's series that are known, by run
  static Map<UUID, Home> homes(
      Connection connection, List<Newcomer> newcomers, Map<Integer, Home> neighbours)
      throws SQLException {
    var catalogue = new Catalogue(connection);
    catalogue.find(newcomers);
    if (newcomers.stream().anyMatch(catalogue::isNew)) {
      catalogue.lock();
      catalogue.find(newcomers);
      catalogue.settle(newcomers, neighbours);
    }
    connection.commit();
    return catalogue.homes;
  }

  private boolean isNew(Newcomer newcomer) {
    return !homes.containsKey(newcomer.digest());
  }

  private void lock() throws SQLException {
    Sql.run(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
  }

  private void find(List<Newcomer> newcomers) throws SQLException {
    Object[] digests =
        newcomers.stream().filter(this::isNew).map(Newcomer::digest).distinct().toArray();
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setArray(1, connection.createArrayOf("uuid", digests));
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          homes.put(rows.getObject(1, UUID.class), new Home(rows.getInt(2), rows.getInt(3)));
        }
      }
    }
  }

  private void settle(List<Newcomer> newcomers, Map<Integer, Home> neighbours) throws SQLException {
    var known = new HashMap<>(neighbours);
    newcomers.stream()
        .filter(each -> !isNew(each))
        .forEach(each -> known.putIfAbsent(each.run(), homes.get(each.digest())));
    var layouts = new Layouts(connection);
    var added = new ArrayList<Newcomer>();
    for (Newcomer each : newcomers) {
      if (isNew(each)) {
        Home home = layouts.place(each.run(), known);
        homes.put(each.digest(), home);
        added.add(each);
      }
    }
    add(added);
    layouts.save();
  }

  private void add(List<Newcomer> added) throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      for (Newcomer each : added) {
        Home home = homes.get(each.digest());
        add.setObject(1, each.digest());
        add.setInt(2, home == null ? 0 : home.layout);
        add.setInt(3, home == null ? 0 : home.place);
        add.setString(4, PlainText.of(each.series().name()));
        add.setString(5, PlainText.of(each.series().labels()));
        add.setBytes(6, each.identity());
        add.addBatch();
      }
      add.executeBatch();
    }
  }

  /// Layouts and how many of their places are given.
  private static final class Layouts {
    private final Connection connection;
    private final Map<Integer, Integer> widths = new HashMap<>();
    private final Map<Integer, Integer> ofRun = new HashMap<>();

    Layouts(Connection connection) {
      this.connection = connection;
    }

    Home place(int run, Map<Integer, Home> known) throws SQLException {
      Integer layout = ofRun.get(run);
      if (layout == null) {
        Home neighbour = known.get(run);
        layout = neighbour == null ? open() : neighbour.layout;
      }
      int width = width(layout);
      if (width >= Cell.WIDTH) {
        layout = open();
        width = 0;
      }
      ofRun.put(run, layout);
      widths.put(layout, width + 1);
      return new Home(layout, width + 1);
    }

    void save() throws SQLException {
      try (PreparedStatement save =
          connection.prepareStatement("UPDATE sonde.layouts SET width = ? WHERE id = ?")) {
        for (Map.Entry<Integer, Integer> each : widths.entrySet()) {
          save.setInt(1, each.getValue());
          save.setInt(2, each.getKey());
          save.addBatch();
        }
        save.executeBatch();
      }
    }

    private int width(int layout) throws SQLException {
      Integer known = widths.get(layout);
      return known != null
          ? known
          : (int)
              Sql.number(
                  connection,
                  "SELECT coalesce((SELECT width FROM sonde.layouts WHERE id = %d), %d)"
                      .formatted(layout, Cell.WIDTH));
    }

    private int open() throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet made =
              statement.executeQuery("INSERT INTO sonde.layouts (width) VALUES (0) RETURNING id")) {
        made.next();
        int layout = made.getInt(1);
        widths.put(layout, 0);
        return layout;
      }
    }
  }
}
