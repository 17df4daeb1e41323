package dev.sonde.stores.postgres;

import dev.sonde.api.store.Holding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Counts what is there, by what the server's catalogue knows.
final class Stock {
  private static final String COUNT =
      "SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint,"
          + " (SELECT count(*) FROM sonde.series),"
          + " (SELECT count(DISTINCT day) FROM sonde.days)"
          + " FROM pg_class c WHERE c.relkind = 'r' AND (c.relnamespace = 'sonde'::regnamespace"
          + " OR c.oid IN (SELECT to_regclass(t) FROM unnest(ARRAY['metrics_cpu', 'metrics_ram',"
          + " 'metrics_gpu', 'metrics_temperature', 'metrics_disk']) t))";

  private Stock() {}

  /// Commits.
  static Holding of(Connection connection) throws SQLException {
    try (PreparedStatement count = connection.prepareStatement(COUNT);
        ResultSet row = count.executeQuery()) {
      row.next();
      var holding = new Holding(row.getLong(1), row.getLong(2), row.getInt(3), 0);
      connection.commit();
      return holding;
    }
  }
}
