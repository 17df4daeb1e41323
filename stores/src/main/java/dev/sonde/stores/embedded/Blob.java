package dev.sonde.stores.embedded;

import java.sql.SQLException;
import java.util.List;

/// A packed row on its way into a table.
final class Blob {
  private final long id;
  private final byte[] bytes;

  /// @param bytes belong to it from then on
  Blob(long id, byte[] bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  long id() {
    return id;
  }

  /// Puts rows in the place of what was there.
  ///
  /// @param key the column that their ids go to
  static boolean put(Link link, String table, String key, List<Blob> blobs) throws SQLException {
    String sql = "INSERT OR REPLACE INTO " + table + "(" + key + ", blob) VALUES(?, ?)";
    for (Blob each : blobs) {
      link.change(sql, each.id, each.bytes);
    }
    return true;
  }
}
