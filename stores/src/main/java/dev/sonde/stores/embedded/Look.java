package dev.sonde.stores.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/// Finds out what a file holds from a few of its rows.
final class Look {
  private static final int CHUNKS_A_WINDOW = 8;
  private static final int ENDS = 500;

  private final Link link;
  private final Path file;
  private final List<Path> setAside;
  private final ByteSource in = new ByteSource();
  private final Checksum checksum = new Checksum();
  private final ChunkReader reader = new ChunkReader();
  private final HeadReader heads = new HeadReader();
  private final Columns columns = new Columns();
  private long samples;
  private long bytes;
  private int damaged;
  private long oldest = Long.MAX_VALUE;
  private long newest = Long.MIN_VALUE;

  Look(Link link, Path file, List<Path> setAside) {
    this.link = link;
    this.file = file;
    this.setAside = setAside;
  }

  StoreSummary summary() throws IOException, SQLException {
    NavigableMap<Integer, DayState> days = DayState.all(link);
    List<DayState> whole = days.values().stream().filter(DayState::whole).toList();
    for (DayState each : whole) {
      packed(each);
    }
    if (!whole.isEmpty()) {
      end(whole.getFirst(), true);
      end(whole.getLast(), false);
    }
    long pageBytes = link.number(Database.PAGE_BYTES, "PRAGMA page_size");
    return new StoreSummary(
        file,
        (int) link.number(0, "PRAGMA user_version"),
        size(file) + size(file.resolveSibling(Database.FILE + "-wal")),
        link.number(0, "PRAGMA freelist_count") * pageBytes,
        link.number(0, "SELECT count(*) FROM series"),
        whole.size(),
        days.size() - whole.size(),
        oldest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(oldest),
        newest == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(newest),
        samples,
        bytes,
        damaged,
        setAside);
  }

  private static long size(Path of) throws IOException {
    return Files.exists(of) ? Files.size(of) : 0;
  }

  /// Some of each window's chunks, from all over the series.
  private void packed(DayState day) throws SQLException {
    long most = Math.max(1, link.number(1, "SELECT max(id) FROM series"));
    var random = new SplittableRandom(day.day());
    for (int i = 0; i < Windows.A_DAY; i++) {
      long window = Windows.firstOf(day.day()) + i;
      for (int j = 0; j < CHUNKS_A_WINDOW; j++) {
        long from = Windows.row(window, 1 + random.nextLong(most));
        try (ResultSet rows = chunks(day, from, Windows.rowsEnd(window), 1)) {
          if (rows.next()) {
            count(Link.bytes(rows, 2), window, rows.getLong(1));
          }
        }
      }
    }
  }

  private ResultSet chunks(DayState day, long from, long to, int most) throws SQLException {
    String some = " WHERE id >= ? AND id < ? ORDER BY id LIMIT ?";
    return link.with("SELECT id, blob FROM " + day.chunks() + some, from, to, most).executeQuery();
  }

  private void count(byte[] blob, long window, long row) {
    try {
      checksum.open(in, blob, row - Windows.rows(window), window);
      in.skip(1);
      samples += in.count((int) Windows.MILLIS);
      bytes += blob.length;
    } catch (Damage _) {
      damaged++;
    }
  }

  private void reached(long first, long last) {
    oldest = Math.min(oldest, first);
    newest = Math.max(newest, last);
  }

  /// All that is in the first or last window of a day, as far as it is not too much.
  private void end(DayState day, boolean first) throws SQLException {
    String which = first ? "min" : "max";
    long chunk = link.number(-1, "SELECT " + which + "(id) FROM " + day.chunks());
    if (chunk >= 0) {
      long window = Windows.ofRow(day.day(), chunk);
      try (ResultSet rows = chunks(day, Windows.rows(window), Windows.rowsEnd(window), ENDS)) {
        while (rows.next()) {
          chunk(Link.bytes(rows, 2), window, rows.getLong(1));
        }
      }
    }
    long row = link.number(-1, "SELECT " + which + "(id) FROM " + day.head());
    if (row >= 0) {
      row(day, row);
    }
  }

  private void chunk(byte[] blob, long window, long row) {
    try {
      reader.read(blob, row - Windows.rows(window), window, columns);
      reached(columns.times[0], columns.times[columns.size() - 1]);
    } catch (Damage _) {
      damaged++;
    }
  }

  private void row(DayState day, long id) throws SQLException {
    for (byte[] blob :
        link.all(
            row -> Link.bytes(row, 1), "SELECT blob FROM " + day.head() + " WHERE id = ?", id)) {
      try {
        heads.read(blob, Windows.ofRow(day.day(), id), Long.MIN_VALUE, Long.MAX_VALUE);
      } catch (Damage _) {
        damaged++;
        continue;
      }
      for (int i = 0; i < heads.size(); i++) {
        reached(heads.time(i), heads.time(i));
      }
    }
  }
}
