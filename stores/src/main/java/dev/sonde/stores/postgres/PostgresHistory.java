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
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

final class PostgresHistory implements History {
  private final Readers readers;
  private final LongSupplier oldest;

  PostgresHistory(Readers readers, LongSupplier oldest) {
    this.readers = readers;
    this.oldest = oldest;
  }

  @Override
  public void series(Selection which, Span when, Found each)
      throws IOException, InterruptedException {
    if (when.isEmpty()) {
      return;
    }
    Span days = new Span(Days.of(when.fromMillis()), Days.of(when.toMillis() - 1) + Days.MILLIS);
    Span kept = days.since(oldest.getAsLong());
    run(connection -> {
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
    run(connection -> {
      new Newest(connection, kept).answer(Wanted.of(connection, which, kept), each);
      return true;
    });
  }

  @Override
  public void samples(Selection which, Span when, Points each)
      throws IOException, InterruptedException {
    read(which, kept(when), Kept::new, 0, each);
  }

  @Override
  public void steps(Selection which, Steps steps, Fold fold, Points each)
      throws IOException, InterruptedException {
    Span within = steps.span();
    if (fold == Fold.RATE) {
      Span reach = new Span(within.fromMillis() - REACH_MILLIS, within.toMillis());
      read(which, kept(reach), () -> new Grown(steps), steps.count(), each);
    } else {
      read(which, kept(within), () -> new Folded(steps, fold), steps.count(), each);
    }
  }

  @Override
  public Optional<Family> family(String name) throws IOException, InterruptedException {
    return readers.run(connection -> family(connection, name));
  }

  private Span kept(Span when) {
    return when.since(oldest.getAsLong());
  }

  private void read(Selection which, Span when, Supplier<Sink> sinks, int most, Points each)
      throws IOException, InterruptedException {
    run(connection -> {
      List<Wanted> wanted = Wanted.of(connection, which, when);
      new Reading(connection, when).answer(wanted, sinks, most, each);
      return true;
    });
  }

  private void run(Session.Work<Boolean> work) throws IOException, InterruptedException {
    readers.run(work);
  }

  private static Optional<Family> family(Connection connection, String name) throws SQLException {
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
