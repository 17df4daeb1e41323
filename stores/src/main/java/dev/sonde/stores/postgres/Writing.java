package dev.sonde.stores.postgres;

import dev.sonde.api.BatchId;
import dev.sonde.api.Family;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.stores.LeastProgress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Stores batches.
///
/// # Implementation notes
///
/// First, each in a transaction of its own, what outlives a failure without harm: homes for new
/// series, partitions for new days. Then one transaction: what was pushed twice is found; the
/// cursor moves, which also keeps out everybody else who would move it; rows are written; commit. A
/// row that is there already, because samples are late or come again, is merged.
final class Writing {
  /// Beyond it, PostgreSQL's arithmetic of time is not exact.
  static final long LATEST = 7_258_118_400_000L;

  private static final String STORE =
      "INSERT INTO sonde.collections AS c (layout, time, numbers) VALUES (?, "
          + Sql.INSTANT
          + ", ?) ON CONFLICT (layout, time)"
          + " DO UPDATE SET numbers = sonde.merged(c.numbers, excluded.numbers)";
  private static final String KNOW =
      "INSERT INTO sonde.families AS f (digest, name, kind, unit, help) VALUES (?, ?, ?, ?, ?)"
          + " ON CONFLICT (digest) DO UPDATE"
          + " SET kind = excluded.kind, unit = excluded.unit, help = excluded.help";

  private final PostgresConfig config;
  private final Housing housing;
  private final Days days = new Days();
  private final Cells cells = new Cells();
  private final Classic classic;
  private final Map<Home, Family> learnt = new HashMap<>();
  private final LeastProgress least = new LeastProgress();
  private @Nullable Connection checked;

  Writing(PostgresConfig config) {
    this.config = config;
    this.housing = new Housing(config);
    this.classic = new Classic(config.persist());
  }

  /// Commits.
  Outcome write(Connection connection, Draft draft, BatchId id, long oldest)
      throws SQLException, IOException {
    try {
      check(connection, id);
      Outcome outcome = twice(connection, draft, id, oldest);
      least.stored(id);
      return outcome;
    } catch (SQLException | RuntimeException e) {
      forget();
      throw e;
    } finally {
      clear();
    }
  }

  /// How far this store is, as it said.
  void said(UUID instance, long epoch, long upTo) {
    least.said(instance, epoch, upTo);
  }

  /// Another connection may lead to another server, or to one that was put back.
  private void check(Connection connection, BatchId id) throws SQLException, IOException {
    if (connection.equals(checked)) {
      return;
    }
    long has = Senders.upTo(connection, id.instance(), id.epoch());
    connection.rollback();
    least.check(id, has);
    checked = connection;
  }

  /// Series that had no sample for long may have been taken away: then they get new homes.
  private Outcome twice(Connection connection, Draft draft, BatchId id, long oldest)
      throws SQLException, IOException {
    try {
      return transact(connection, draft, id, oldest);
    } catch (Days.GoneException _) {
      connection.rollback();
      forget();
      clear();
    }
    try {
      return transact(connection, draft, id, oldest);
    } catch (Days.GoneException e) {
      throw new IOException("series were taken away while they were stored", e);
    }
  }

  private void forget() {
    housing.forget();
    days.forget();
  }

  private void clear() {
    cells.clear();
    learnt.clear();
    classic.clear();
  }

  private Outcome transact(Connection connection, Draft draft, BatchId id, long oldest)
      throws SQLException, IOException, Days.GoneException {
    housing.find(connection, draft);
    long refused = fill(draft, oldest, List.of());
    days.prepare(connection, cells.all());
    long before = Senders.before(connection, id, draft.origins());
    List<Shipment.Stretch> repeated = Senders.repeated(connection, draft.origins(), before > 0);
    Optional<Shipment.Stretch> tail = draft.tail().filter(each -> !repeated.contains(each));
    boolean isOne = tail.isPresent() && tail.get().from() == 0;
    if (!Senders.move(connection, id, tail, isOne ? before : 0)) {
      return behind(connection, id);
    }
    if (!repeated.isEmpty()) {
      clear();
      refused = fill(draft, oldest, repeated);
    }
    store(connection);
    connection.commit();
    days.noted(cells.all());
    classic.stored();
    learnt.forEach((home, family) -> home.family = family);
    return new Outcome.Accepted(
        refused, refused == 0 ? "" : "older than the retention, or after the year 2199");
  }

  private static Outcome behind(Connection connection, BatchId id)
      throws SQLException, IOException {
    long has = Senders.upTo(connection, id.instance(), id.epoch());
    connection.rollback();
    if (id.to() <= has) {
      return Outcome.ACCEPTED;
    }
    throw new IOException("has samples up to " + has + ", so not of " + id);
  }

  /// Says how many were refused.
  private long fill(Draft draft, long oldest, List<Shipment.Stretch> repeated) {
    long refused = 0;
    for (int i = 0; i < draft.size(); i++) {
      long time = draft.time(i);
      if (time < oldest || time >= LATEST) {
        refused++;
      } else if (repeated.isEmpty() || !isIn(repeated, draft.row(i))) {
        put(draft, i, housing.of(i));
      }
    }
    return refused;
  }

  private void put(Draft draft, int sample, Home home) {
    if (config.compact()) {
      cells.put(home, draft.time(sample), draft.value(sample));
    }
    Family family = draft.family(sample);
    if (family != null && (config.compact() || home.gauge != null) && !family.equals(home.family)) {
      learnt.put(home, family);
    }
    if (home.gauge != null && !isIn(draft.origins(), draft.row(sample))) {
      classic.sample(home.gauge, draft.time(sample), draft.value(sample));
    }
  }

  private static boolean isIn(List<Shipment.Stretch> stretches, int row) {
    for (Shipment.Stretch each : stretches) {
      if (row >= each.from() && row < each.to()) {
        return true;
      }
    }
    return false;
  }

  private void store(Connection connection) throws SQLException, Days.GoneException {
    if (!cells.all().isEmpty()) {
      days.note(connection, cells.all());
      storeRows(connection);
    }
    know(connection);
    classic.store(connection);
  }

  private void know(Connection connection) throws SQLException {
    if (learnt.isEmpty()) {
      return;
    }
    try (PreparedStatement know = connection.prepareStatement(KNOW)) {
      for (Family each : learnt.values().stream().distinct().toList()) {
        know.setObject(1, Identity.digest(each.name()));
        know.setString(2, PlainText.of(each.name()));
        know.setString(3, each.kind().name());
        know.setString(4, PlainText.of(each.unit()));
        know.setString(5, PlainText.of(each.help()));
        know.addBatch();
      }
      know.executeBatch();
    }
  }

  private void storeRows(Connection connection) throws SQLException {
    try (PreparedStatement store = connection.prepareStatement(STORE)) {
      for (Cell each : cells.all()) {
        store.setInt(1, each.layout());
        store.setLong(2, each.time());
        store.setObject(3, each);
        store.addBatch();
      }
      store.executeBatch();
    }
  }
}
