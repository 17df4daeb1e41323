package dev.sonde.stores.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Reads every packed row and every one that is not packed yet, and compares checksums.
final class Rows {
  private final Link link;
  private final ByteSource in = new ByteSource();
  private final Checksum checksum = new Checksum();
  private long damaged;
  private long bytes;

  Rows(Link link) {
    this.link = link;
  }

  /// How many are not as they were written.
  ///
  /// @param total about how many bytes there are, for the watcher
  long damaged(Watcher watcher, long total) throws SQLException {
    for (DayState each : DayState.all(link).values()) {
      if (each.whole()) {
        heads(each);
        chunks(each);
        watcher.seen(Watcher.Phase.CHECK, Math.min(bytes, total), total);
      }
    }
    return damaged;
  }

  private void heads(DayState day) throws SQLException {
    try (ResultSet rows =
        link.statement("SELECT id, blob FROM " + day.head() + " ORDER BY id").executeQuery()) {
      while (rows.next()) {
        compare(Link.bytes(rows, 2), Windows.ofRow(day.day(), rows.getLong(1)), 0);
      }
    }
  }

  private void chunks(DayState day) throws SQLException {
    try (ResultSet rows =
        link.statement("SELECT id, blob FROM " + day.chunks() + " ORDER BY id").executeQuery()) {
      while (rows.next()) {
        long window = Windows.ofRow(day.day(), rows.getLong(1));
        compare(Link.bytes(rows, 2), rows.getLong(1) - Windows.rows(window), window);
      }
    }
  }

  private void compare(byte[] blob, long first, long second) {
    bytes += blob.length;
    try {
      checksum.open(in, blob, first, second);
    } catch (Damage _) {
      damaged++;
    }
  }
}
