package dev.sonde.stores.embedded;

import dev.sonde.api.BatchId;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Which running numbers of which senders are stored: ranges of what others pushed, and how far
/// this Sonde's own have come.
///
/// # Implementation notes
///
/// The cursor's row also says where the last unbroken stretch of own numbers begins, so that a
/// batch changes one row; when numbers are left out, the stretch becomes a range like any other.
final class Marks {
  private static final int KEPT_DAYS = 30;
  private static final int CURSOR_DAYS = 400;

  private Marks() {}

  private record Range(long start, long stop) {}

  static byte[] bytes(UUID instance) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(instance.getMostSignificantBits())
        .putLong(instance.getLeastSignificantBits())
        .array();
  }

  static long upTo(Link link, UUID instance, long epoch) throws SQLException {
    return link.number(
        0, "SELECT upto FROM cursor WHERE instance = ? AND epoch = ?", bytes(instance), epoch);
  }

  /// Moves the cursor behind a batch, if it still stands where it stood.
  ///
  /// @return whether it did
  static boolean advance(Link link, BatchId id, long before, int today) throws SQLException {
    byte[] instance = bytes(id.instance());
    if (id.from() > before) {
      keepStretch(link, id, today);
    }
    int moved =
        link.change(
            "UPDATE cursor SET base = CASE WHEN upto < ? THEN ? ELSE base END, upto = ?, day = ?"
                + " WHERE instance = ? AND epoch = ? AND upto = ?",
            id.from(),
            id.from(),
            id.to(),
            today,
            instance,
            id.epoch(),
            before);
    return moved == 1
        || (before == 0
            && link.change(
                    "INSERT OR IGNORE INTO cursor(instance, epoch, base, upto, day)"
                        + " VALUES(?, ?, ?, ?, ?)",
                    instance,
                    id.epoch(),
                    id.from(),
                    id.to(),
                    today)
                == 1);
  }

  private static void keepStretch(Link link, BatchId id, int today) throws SQLException {
    for (Range each : stretch(link, bytes(id.instance()), id.epoch())) {
      add(link, id.instance(), id.epoch(), each, today);
    }
  }

  private static List<Range> stretch(Link link, byte[] instance, long epoch) throws SQLException {
    return link.all(
        Marks::range,
        "SELECT base, upto FROM cursor WHERE instance = ? AND epoch = ?",
        instance,
        epoch);
  }

  private static Range range(ResultSet row) throws SQLException {
    return new Range(row.getLong(1), row.getLong(2));
  }

  /// Are all of these stored?
  static boolean has(Link link, BatchId id) throws SQLException {
    byte[] instance = bytes(id.instance());
    List<Range> own = stretch(link, instance, id.epoch());
    long at = id.from();
    while (at < id.to()) {
      long reached = reached(link, instance, id.epoch(), at);
      for (Range each : own) {
        reached = each.start() <= at ? Math.max(reached, each.stop()) : reached;
      }
      if (reached <= at) {
        return false;
      }
      at = reached;
    }
    return true;
  }

  private static long reached(Link link, byte[] instance, long epoch, long at) throws SQLException {
    return link.number(
        at,
        "SELECT stop FROM mark WHERE instance = ? AND epoch = ? AND start <= ?"
            + " ORDER BY start DESC LIMIT 1",
        instance,
        epoch,
        at);
  }

  static void add(Link link, BatchId id, int today) throws SQLException {
    add(link, id.instance(), id.epoch(), new Range(id.from(), id.to()), today);
  }

  /// Together with what it touches it becomes one range.
  private static void add(Link link, UUID instance, long epoch, Range range, int today)
      throws SQLException {
    byte[] of = bytes(instance);
    long start = range.start();
    long stop = range.stop();
    for (Range each :
        link.all(
            Marks::range,
            "SELECT start, stop FROM mark WHERE instance = ? AND epoch = ? AND start <= ?"
                + " AND stop >= ?",
            of,
            epoch,
            stop,
            start)) {
      start = Math.min(start, each.start());
      stop = Math.max(stop, each.stop());
      link.change(
          "DELETE FROM mark WHERE instance = ? AND epoch = ? AND start = ?",
          of,
          epoch,
          each.start());
    }
    link.change(
        "INSERT OR REPLACE INTO mark(instance, epoch, start, stop, day) VALUES(?, ?, ?, ?, ?)",
        of,
        epoch,
        start,
        stop,
        today);
  }

  /// Forgets what has not been touched for a long time.
  static void prune(Link link, int today) throws SQLException {
    link.change("DELETE FROM mark WHERE day < ?", today - KEPT_DAYS);
    link.change("DELETE FROM cursor WHERE day < ?", today - CURSOR_DAYS);
    link.change(
        "DELETE FROM tail WHERE (instance, epoch) NOT IN (SELECT instance, epoch FROM cursor)");
  }
}
