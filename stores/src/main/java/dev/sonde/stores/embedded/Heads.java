package dev.sonde.stores.embedded;

import dev.sonde.api.store.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Samples of some series that are not packed yet. Reused; for one thread at a time.
final class Heads {
  /// How many series fit at a time, whatever they have.
  static final int FEW = 64;

  private static final int MOST = 2048;
  private static final long SAMPLES = 1 << 18;

  private final Vault vault;
  private final HeadReader reader = new HeadReader();
  private final List<Columns> columns = new ArrayList<>();
  private final Places places = new Places();
  private int[] placesOfRow = new int[0];
  private int first;
  private int last;

  Heads(Vault vault) {
    this.vault = vault;
  }

  /// How many series fit at a time, by what a query's part of the file has.
  static int fit(Link link, Scope scope) throws SQLException {
    long rows = 1;
    for (DayState each : scope.whole()) {
      for (long window = scope.first(each); window <= scope.last(each); window++) {
        rows += rows(link, scope.span(), each, window);
      }
    }
    return (int) Math.max(FEW, Math.min(MOST, SAMPLES / rows));
  }

  /// About how many rows of a window lie in the span.
  private static long rows(Link link, Span span, DayState day, long window) throws SQLException {
    String range = " FROM " + day.head() + " WHERE id >= ? AND id < ?";
    long from = Windows.rows(window);
    long to = Windows.rowsEnd(window);
    long first = link.number(-1, "SELECT min(id)" + range, from, to);
    if (first < 0) {
      return 0;
    }
    long rows = link.number(first, "SELECT max(id)" + range, from, to) - first + 1;
    long begin = Math.max(span.fromMillis(), Windows.start(window));
    long end = Math.min(span.toMillis(), Windows.start(window + 1));
    return rows * (end - begin) / Windows.MILLIS;
  }

  /// One series' samples, in order of time.
  Columns of(int place) {
    return columns.get(place);
  }

  /// Reads them.
  ///
  /// @param ids of series, at most [#fit], or [#FEW]
  void gather(Link link, Scope scope, long... ids) throws SQLException, InterruptedException {
    while (columns.size() < ids.length) {
      columns.add(new Columns());
    }
    columns.forEach(Columns::clear);
    places.clear();
    for (long each : ids) {
      places.add((int) each);
    }
    for (DayState each : scope.whole()) {
      read(link, scope, each);
    }
    columns.forEach(Columns::settle);
    reader.forget();
  }

  private void read(Link link, Scope scope, DayState day)
      throws SQLException, InterruptedException {
    try (ResultSet rows =
        link.with(
                "SELECT id, blob FROM " + day.head() + " WHERE id >= ? AND id < ? ORDER BY id",
                Windows.rows(scope.first(day)),
                Windows.rowsEnd(scope.last(day)))
            .executeQuery()) {
      while (rows.next()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        row(scope.span(), day, rows);
      }
    }
  }

  private void row(Span span, DayState day, ResultSet rows) throws SQLException {
    long row = rows.getLong(1);
    try {
      long window = Windows.ofRow(day.day(), row);
      reader.read(Link.bytes(rows, 2), window, span.fromMillis(), span.toMillis());
      if (reader.size() > 0) {
        take();
      }
    } catch (Damage e) {
      vault.note(day.head() + " row " + row, e);
    }
  }

  private void take() throws Damage {
    if (!reader.isSame() || placesOfRow.length < reader.size()) {
      look();
    }
    reader.values(first, last);
    for (int i = first; i < last; i++) {
      if (placesOfRow[i] != Places.NONE) {
        columns.get(placesOfRow[i]).add(reader.time(i), reader.values[i]);
      }
    }
  }

  /// Where in the row those stand that are looked for.
  private void look() {
    int size = reader.size();
    placesOfRow = placesOfRow.length < size ? new int[size] : placesOfRow;
    first = size;
    last = 0;
    for (int i = 0; i < size; i++) {
      placesOfRow[i] = places.of((int) reader.series[i]);
      if (placesOfRow[i] != Places.NONE) {
        first = Math.min(first, i);
        last = i + 1;
      }
    }
    first = Math.min(first, last);
  }
}
