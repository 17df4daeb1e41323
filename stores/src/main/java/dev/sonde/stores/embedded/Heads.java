package dev.sonde.stores.embedded;

import dev.sonde.api.store.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Samples of some series that are not packed yet. Reused; for one thread at a time.
final class Heads {
  private static final byte NONE = -1;

  /// How many series fit at a time.
  static final int MOST = 64;

  private final Vault vault;
  private final HeadReader reader = new HeadReader();
  private final List<Columns> columns = new ArrayList<>();
  private byte[] places = new byte[0];
  private byte[] placesOfRow = new byte[0];

  Heads(Vault vault) {
    this.vault = vault;
  }

  /// One series' samples, in order of time.
  Columns of(int place) {
    return columns.get(place);
  }

  /// Reads them.
  ///
  /// @param ids of series, at most [#MOST]
  void gather(Link link, Scope scope, long... ids) throws SQLException, InterruptedException {
    while (columns.size() < ids.length) {
      columns.add(new Columns());
    }
    columns.forEach(Columns::clear);
    place(ids);
    for (DayState each : scope.whole()) {
      read(link, scope, each);
    }
    columns.forEach(Columns::settle);
    reader.forget();
  }

  private void place(long[] ids) {
    long largest = Arrays.stream(ids).max().orElse(0);
    if (places.length <= largest) {
      places = new byte[(int) largest + 1];
    }
    Arrays.fill(places, NONE);
    for (int i = 0; i < ids.length; i++) {
      places[(int) ids[i]] = (byte) i;
    }
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
    } catch (Damage e) {
      vault.note(day.head() + " row " + row, e);
      return;
    }
    if (reader.size() > 0) {
      take();
    }
  }

  private void take() {
    int size = reader.size();
    if (!reader.isSame() || placesOfRow.length < size) {
      placesOfRow = placesOfRow.length < size ? new byte[size] : placesOfRow;
      for (int i = 0; i < size; i++) {
        long id = reader.series[i];
        placesOfRow[i] = id >= 0 && id < places.length ? places[(int) id] : NONE;
      }
    }
    for (int i = 0; i < size; i++) {
      if (placesOfRow[i] != NONE) {
        columns.get(placesOfRow[i]).add(reader.times[i], reader.values[i]);
      }
    }
  }
}
