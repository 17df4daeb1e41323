package dev.sonde.stores.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Packs the rows of one window: some series at a time, as many as fit into a bounded piece of
/// memory, each with what was packed before. For one thread at a time.
final class Crop {
  private static final int LEAST_AT_A_TIME = 1 << 18;
  private static final int MOST_ROUNDS = 16;
  private final Columns nothing = new Columns();

  private final Vault vault;
  private final Ripe ripe;
  private final HeadReader reader = new HeadReader();
  private final Columns samples = new Columns();
  private final Columns whole = new Columns();
  private final Columns part = new Columns();
  private final Chunks chunks;
  private final ChunkWriter writer = new ChunkWriter();
  private int[] counts = new int[1024];
  private int[] ends = new int[0];
  private int next;
  private long total;

  Crop(Vault vault, Ripe ripe) {
    this.vault = vault;
    this.ripe = ripe;
    this.chunks = new Chunks(vault);
  }

  private interface Each {
    void row();
  }

  /// Counts each series' samples.
  boolean count(Link link) throws SQLException, InterruptedException {
    rows(link, this::countRow);
    return true;
  }

  private void countRow() {
    for (int i = 0; i < reader.size(); i++) {
      int id = (int) reader.series[i];
      if (id >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(id + 1, counts.length * 2));
      }
      counts[id]++;
      total++;
    }
  }

  /// Packs the next series.
  ///
  /// @return none at the end
  List<Blob> pack(Link link) throws SQLException, InterruptedException {
    var packed = new ArrayList<Blob>();
    while (packed.isEmpty() && next < counts.length) {
      int from = next;
      place(from);
      if (samples.size() > 0) {
        rows(link, () -> placeRow(from));
        for (int id = from; id < next; id++) {
          series(link, from, id, packed);
        }
      }
    }
    return packed;
  }

  /// Gives each series from this one on a place, until there is no more.
  private void place(int from) {
    long most = Math.max(LEAST_AT_A_TIME, total / MOST_ROUNDS);
    long size = 0;
    while (next < counts.length && (size == 0 || size + counts[next] <= most)) {
      size += counts[next++];
    }
    ends = ends.length < next - from ? new int[next - from] : ends;
    int at = 0;
    for (int id = from; id < next; id++) {
      ends[id - from] = at;
      at += counts[id];
    }
    samples.room((int) size);
    samples.size((int) size);
  }

  private void placeRow(int from) {
    for (int i = 0; i < reader.size(); i++) {
      long id = reader.series[i];
      if (id >= from && id < next) {
        int at = ends[(int) id - from]++;
        samples.times[at] = reader.times[i];
        samples.values[at] = reader.values[i];
      }
    }
  }

  private void series(Link link, int from, int id, List<Blob> packed) throws SQLException {
    if (counts[id] == 0) {
      return;
    }
    int begin = ends[id - from] - counts[id];
    int end = samples.settle(begin, ends[id - from]);
    Columns before = chunks.of(link, ripe.day(), ripe.window(), id, nothing);
    byte[] bytes;
    if (before.size() == 0) {
      bytes = writer.write(id, ripe.window(), samples, begin, end);
    } else {
      part.clear();
      for (int i = begin; i < end; i++) {
        part.add(samples.times[i], samples.values[i]);
      }
      Chunks.merge(before, part, 0, part.size(), whole);
      bytes = writer.write(id, ripe.window(), whole, 0, whole.size());
    }
    packed.add(new Blob(Windows.row(ripe.window(), id), bytes));
  }

  private void rows(Link link, Each each) throws SQLException, InterruptedException {
    try (ResultSet rows =
        link.with(
                "SELECT id, blob FROM "
                    + ripe.day().head()
                    + " WHERE id >= ? AND id <= ? ORDER BY id",
                Windows.rows(ripe.window()),
                ripe.last())
            .executeQuery()) {
      while (rows.next()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (isRead(rows)) {
          each.row();
        }
      }
    } finally {
      reader.forget();
    }
  }

  private boolean isRead(ResultSet rows) throws SQLException {
    try {
      reader.read(Link.bytes(rows, 2), ripe.window(), Long.MIN_VALUE, Long.MAX_VALUE);
      return true;
    } catch (Damage e) {
      vault.note(ripe.day().head() + " row " + rows.getLong(1), e);
      return false;
    }
  }
}
