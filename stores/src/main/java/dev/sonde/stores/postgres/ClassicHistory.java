package dev.sonde.stores.postgres;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What is in document 001's tables, where there is nothing else: a series for each column, also of
/// what was written before Sonde came.
final class ClassicHistory implements History {
  private static final int FETCH = 2000;
  private static final String READ =
      "SELECT timestamp, %s::double precision FROM %s WHERE timestamp >= "
          + Sql.INSTANT
          + " AND timestamp < "
          + Sql.INSTANT
          + " ORDER BY timestamp %s";

  private record Column(Gauge gauge, Wanted series) {
    static List<Column> of(Selection which, Labels own) {
      var columns = new ArrayList<Column>();
      for (Gauge each : Gauge.values()) {
        Labels labels = each.labels().with(own);
        if (which.has(each.metric(), labels)) {
          columns.add(new Column(each, new Wanted(each.metric(), labels, 0, 0)));
        }
      }
      columns.sort(Comparator.comparing(Column::series, Wanted.ORDER));
      return columns;
    }
  }

  private final Labels own;
  private final Readers readers;
  private final LongSupplier oldest;

  /// @param own whose the tables are
  ClassicHistory(Labels own, Readers readers, LongSupplier oldest) {
    this.own = own;
    this.readers = readers;
    this.oldest = oldest;
  }

  @Override
  public void series(Selection which, Span when, Found each)
      throws IOException, InterruptedException {
    Span kept = PostgresHistory.days(when).since(oldest.getAsLong());
    answer(
        which,
        (connection, column) -> {
          Sink any = new Kept();
          read(connection, column, kept, "DESC LIMIT 1", any);
          return any.size() == 0 || each.series(column.series.name(), column.series.labels());
        });
  }

  @Override
  public void latest(Selection which, Span when, Points each)
      throws IOException, InterruptedException {
    Span kept = kept(when);
    answer(
        which,
        (connection, column) -> {
          Sink sink = new Straight(column.series, each);
          read(connection, column, kept, "DESC LIMIT 1", sink);
          return sink.tell(each);
        });
  }

  @Override
  public void samples(Selection which, Span when, Points each)
      throws IOException, InterruptedException {
    Span kept = kept(when);
    answer(
        which,
        (connection, column) -> {
          Sink sink = new Straight(column.series, each);
          read(connection, column, kept, "", sink);
          return sink.tell(each);
        });
  }

  @Override
  public void steps(Selection which, Steps steps, Fold fold, Points each)
      throws IOException, InterruptedException {
    Span kept = kept(Sinks.span(kept(steps.span()), fold));
    answer(
        which,
        (connection, column) -> {
          Sink sink = Sinks.of(steps, fold);
          read(connection, column, kept, "", sink);
          return sink.size() == 0
              || (each.series(column.series.name(), column.series.labels()) && sink.tell(each));
        });
  }

  @Override
  public Optional<Family> family(String name) throws IOException, InterruptedException {
    return readers.run(connection -> PostgresHistory.family(connection, name));
  }

  private interface Answer {
    /// False when there is enough.
    boolean of(Connection connection, Column column) throws SQLException, IOException;
  }

  private void answer(Selection which, Answer answer) throws IOException, InterruptedException {
    readers.run(connection -> {
      for (Column each : Column.of(which, own)) {
        if (!answer.of(connection, each)) {
          return false;
        }
      }
      return true;
    });
  }

  private Span kept(Span when) {
    return PostgresHistory.possible(when).since(oldest.getAsLong());
  }

  private static void read(Connection connection, Column column, Span when, String order, Sink sink)
      throws SQLException, IOException {
    Gauge gauge = column.gauge;
    String query = READ.formatted(gauge.column(), gauge.table(), order);
    try (PreparedStatement read = connection.prepareStatement(query)) {
      read.setFetchSize(FETCH);
      read.setLong(1, when.fromMillis());
      read.setLong(2, when.toMillis());
      try (ResultSet rows = read.executeQuery()) {
        boolean more = true;
        while (more && rows.next()) {
          more = sink.sample(Numbers.millis(rows.getBytes(1)), Numbers.number(rows.getBytes(2)));
        }
      }
    }
  }
}
