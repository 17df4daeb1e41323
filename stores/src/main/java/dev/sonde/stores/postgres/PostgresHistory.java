package dev.sonde.stores.postgres;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.History;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What is in the compact layout.
final class PostgresHistory implements History {
  /// A century before 1970: no retention reaches farther back.
  private static final long EARLIEST = -36_600L * Days.MILLIS;

  private final Readers readers;
  private final LongSupplier oldest;

  PostgresHistory(Readers readers, LongSupplier oldest) {
    this.readers = readers;
    this.oldest = oldest;
  }

  @Override
  public void series(Selection which, Span when, Found each)
      throws IOException, InterruptedException {
    Span kept = days(when).since(oldest.getAsLong());
    readers.run(connection -> {
      for (Wanted one : Present.of(connection, which, kept)) {
        if (!each.series(one.name(), one.labels())) {
          return false;
        }
      }
      return true;
    });
  }

  @Override
  public void latest(Selection which, Span when, Points each)
      throws IOException, InterruptedException {
    Span kept = kept(when);
    readers.run(connection -> {
      new Newest(connection, kept).answer(Wanted.of(connection, which, kept), each);
      return true;
    });
  }

  @Override
  public void samples(Selection which, Span when, Points each)
      throws IOException, InterruptedException {
    Span kept = kept(when);
    readers.run(connection -> {
      new Reading(connection, kept, each).samples(Wanted.of(connection, which, kept));
      return true;
    });
  }

  @Override
  public void steps(Selection which, Steps steps, Fold fold, Points each)
      throws IOException, InterruptedException {
    Span kept = kept(Sinks.span(kept(steps.span()), fold));
    readers.run(connection -> {
      new Reading(connection, kept, each)
          .folds(Wanted.of(connection, which, kept), () -> Sinks.of(steps, fold), steps.count());
      return true;
    });
  }

  @Override
  public Optional<Family> family(String name) throws IOException, InterruptedException {
    return readers.run(connection -> family(connection, name));
  }

  private Span kept(Span when) {
    return possible(when).since(oldest.getAsLong());
  }

  /// Without what no sample can lie in, so that arithmetic is safe.
  static Span possible(Span when) {
    return new Span(
        Math.clamp(when.fromMillis(), EARLIEST, Writing.LATEST),
        Math.clamp(when.toMillis(), EARLIEST, Writing.LATEST));
  }

  /// The whole days that it touches.
  static Span days(Span when) {
    Span possible = possible(when);
    return possible.isEmpty()
        ? possible
        : new Span(Days.of(possible.fromMillis()), Days.of(possible.toMillis() - 1) + Days.MILLIS);
  }

  static Optional<Family> family(Connection connection, String name) throws SQLException {
    try (PreparedStatement ask =
        connection.prepareStatement(
            "SELECT kind, unit, help FROM sonde.families WHERE digest = ?")) {
      ask.setObject(1, Identity.digest(name));
      try (ResultSet rows = ask.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Family(
                    name, Kind.valueOf(rows.getString(1)), rows.getString(2), rows.getString(3)))
            : Optional.empty();
      }
    }
  }
}
