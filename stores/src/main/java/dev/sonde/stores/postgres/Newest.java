package dev.sonde.stores.postgres;

import dev.sonde.api.Stale;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Span;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/// The newest sample of each series: the newest day on which it has one, and there the newest row.
final class Newest {
  private static final int AT_ONCE = 500;
  private static final String FIND =
      """
      SELECT w.number, c.time, c.value
      FROM unnest(?::integer[], ?::integer[]) WITH ORDINALITY w(layout, place, number)
      CROSS JOIN LATERAL (
        SELECT n.time, n.value
        FROM sonde.days d
        CROSS JOIN LATERAL (
          SELECT r.time, r.numbers[w.place] AS value
          FROM sonde.collections r
          WHERE r.layout = w.layout AND r.numbers[w.place] IS NOT NULL
            AND r.time >= d.day AND r.time < d.day + interval '24 hours'
            AND r.time >= %1$s AND r.time < %1$s
          ORDER BY r.time DESC
          LIMIT 1) n
        WHERE d.layout = w.layout AND get_bit(d.present, w.place - 1) = 1
          AND d.day >= %1$s AND d.day < %1$s
        ORDER BY d.day DESC
        LIMIT 1) c
      ORDER BY w.number
      """
          .formatted(Sql.INSTANT);

  private final Connection connection;
  private final Span when;
  private final boolean ended;

  Newest(Connection connection, Span when) {
    this(connection, when, false);
  }

  /// @param ended also series whose newest sample is the marker of their end
  Newest(Connection connection, Span when, boolean ended) {
    this.connection = connection;
    this.when = when;
    this.ended = ended;
  }

  void answer(List<Wanted> wanted, Points each) throws SQLException, IOException {
    for (int at = 0; at < wanted.size(); at += AT_ONCE) {
      if (!some(wanted.subList(at, Math.min(wanted.size(), at + AT_ONCE)), each)) {
        return;
      }
    }
  }

  private boolean some(List<Wanted> wanted, Points each) throws SQLException, IOException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      Object[] layouts = wanted.stream().map(Wanted::layout).toArray();
      Object[] places = wanted.stream().map(Wanted::place).toArray();
      find.setArray(1, connection.createArrayOf("int4", layouts));
      find.setArray(2, connection.createArrayOf("int4", places));
      find.setLong(3, when.fromMillis());
      find.setLong(4, when.toMillis());
      find.setLong(5, Days.of(when.fromMillis()));
      find.setLong(6, when.toMillis());
      try (ResultSet rows = find.executeQuery()) {
        while (rows.next()) {
          Wanted of = wanted.get((int) rows.getLong(1) - 1);
          long time = Numbers.millis(rows.getBytes(2));
          double value = Numbers.number(rows.getBytes(3));
          boolean goOn =
              (Stale.is(value) && !ended)
                  || (each.series(of.name(), of.labels()) && each.point(time, value));
          if (!goOn) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
