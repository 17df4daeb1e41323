package dev.sonde.stores.postgres;

import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Time;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Holding;
import dev.sonde.api.store.Store;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class PostgresStore implements Store {
  private final PostgresConfig config;
  private final Time time;
  private final Connector connector;
  private final Session writer;
  private final Session keeper;
  private final Readers readers;
  private final Draft draft;
  private final Writing writing;
  private final Durability durability = new Durability();
  private final Ordering ordering = new Ordering();
  private volatile @Nullable Holding holding;

  PostgresStore(PostgresConfig config, Time time, Connector connector) {
    this.config = config;
    this.time = time;
    this.connector = connector;
    this.draft = new Draft(config.compact() ? _ -> true : new Gauges(config)::has);
    this.writing = new Writing(config);
    this.writer = new Session(connector, this::prepareToWrite);
    this.keeper = new Session(connector, this::prepare);
    this.readers = new Readers(this::session, config.readers(), time);
  }

  private Session session() {
    return new Session(connector, connection -> Migrations.run(connection, config));
  }

  /// The server can't hear that this machine is gone: it must not hold locks for one that is
  /// silent.
  private void prepare(Connection connection) throws SQLException, IOException {
    Sql.run(
        connection,
        "SET idle_in_transaction_session_timeout = " + config.statementTimeout().toMillis());
    Migrations.run(connection, config);
  }

  private void prepareToWrite(Connection connection) throws SQLException, IOException {
    prepare(connection);
    durability.look(connection, true);
  }

  @Override
  public Encoded encode(Shipment shipment) {
    return draft.encode(shipment);
  }

  @Override
  public Outcome send(Encoded encoded) throws IOException, InterruptedException {
    if (!draft.is(encoded.id())) {
      throw new IllegalStateException("what was encoded last is another batch");
    }
    try {
      Outcome outcome =
          writer.run(connection -> writing.write(connection, draft, encoded.id(), oldest()));
      durability.committed(encoded.id());
      return outcome;
    } catch (SQLException e) {
      Optional<Outcome> outcome = Troubles.outcome(e);
      if (outcome.isPresent()) {
        return outcome.get();
      }
      throw Troubles.failure(e);
    }
  }

  @Override
  public OptionalLong progress(UUID instance, long epoch) throws IOException, InterruptedException {
    return OptionalLong.of(
        ask(
            writer,
            connection -> {
              long upTo = Senders.upTo(connection, instance, epoch);
              connection.commit();
              writing.said(instance, epoch, upTo);
              durability.about(instance, epoch, upTo);
              durability.look(connection, true);
              return upTo;
            }));
  }

  @Override
  public OptionalLong durable(UUID instance, long epoch) {
    return OptionalLong.of(durability.upTo(instance, epoch));
  }

  @Override
  public boolean answers() throws InterruptedException {
    try {
      return ask(
          writer,
          connection -> {
            boolean answer = Sql.flag(connection, "SELECT true");
            connection.commit();
            return answer;
          });
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public Examination examine() throws InterruptedException {
    try (var session = new Session(connector, Session.Preparation.NONE)) {
      return ask(session, connection -> Inspection.of(connection, connector.where()));
    } catch (IOException e) {
      return new Examination(false, List.of(connector.where() + ": " + e.getMessage()));
    }
  }

  @Override
  public void tend() throws IOException, InterruptedException {
    readers.tend();
    long now = time.wallMillis();
    IOException first = null;
    for (Session.Preparation each : duties(now)) {
      try {
        ask(
            keeper,
            connection -> {
              each.on(connection);
              return true;
            });
      } catch (IOException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /// What fails does not keep the rest from being done.
  private List<Session.Preparation> duties(long now) {
    Duration retention = config.retention();
    var duties = new ArrayList<Session.Preparation>();
    duties.add(connection -> durability.look(connection, false));
    duties.add(Keeping::forgetSenders);
    if (config.compact()) {
      duties.add(connection -> Keeping.run(connection, now, retention));
      duties.add(connection -> Packing.run(connection, now, retention));
    }
    if (config.classicTables()) {
      duties.add(
          connection -> Classic.keep(connection, Keeping.oldest(connection, now, retention)));
    }
    duties.add(connection -> holding = Stock.of(connection));
    if (config.compact()) {
      duties.add(connection -> ordering.run(connection, now));
    }
    return duties;
  }

  @Override
  public Optional<Holding> holding() {
    return Optional.ofNullable(holding);
  }

  @Override
  public History history() {
    return config.compact()
        ? new PostgresHistory(readers, this::oldest)
        : new ClassicHistory(config.classicLabels(), readers, this::oldest);
  }

  @Override
  public void close() {
    writer.close();
    keeper.close();
    readers.close();
  }

  private long oldest() {
    return time.wallMillis() - config.retention().toMillis();
  }

  private static <T> T ask(Session session, Session.Work<T> work)
      throws IOException, InterruptedException {
    try {
      return session.run(work);
    } catch (SQLException e) {
      throw Troubles.failure(e);
    }
  }
}
