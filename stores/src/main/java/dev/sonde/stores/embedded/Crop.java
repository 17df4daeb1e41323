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
  private long[] ids = new long[0];
  private int alike;
  private int repeats;
  private int first;
  private int last;
  private int next;
  private long total;

  Crop(Vault vault, Ripe ripe) {
    this.vault = vault;
    this.ripe = ripe;
    this.chunks = new Chunks(vault);
  }

  private interface Each {
    void row() throws Damage;
  }

  /// Counts each series' samples.
  boolean count(Link link) throws SQLException, InterruptedException {
    rows(link, this::countRow);
    countRepeats();
    return true;
  }

  private void countRow() {
    if (!reader.isSame()) {
      countRepeats();
      alike = reader.size();
      ids = ids.length < alike ? new long[alike] : ids;
      System.arraycopy(reader.series, 0, ids, 0, alike);
    }
    repeats++;
  }

  private void countRepeats() {
    for (int i = 0; i < alike; i++) {
      int id = (int) ids[i];
      if (id >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(id + 1, counts.length * 2));
      }
      counts[id] += repeats;
    }
    total += (long) alike * repeats;
    repeats = 0;
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
        int begin = 0;
        for (int id = from; id < next; id++) {
          series(link, id, begin, ends[id - from], packed);
          begin += counts[id];
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

  private void placeRow(int from) throws Damage {
    if (!reader.isSame()) {
      look(from);
    }
    reader.values(first, last);
    for (int i = first; i < last; i++) {
      int id = (int) reader.series[i];
      if (id >= from && id < next) {
        int at = ends[id - from]++;
        samples.times[at] = reader.time(i);
        samples.values[at] = reader.values[i];
      }
    }
  }

  /// Where in the row those stand whose turn it is.
  private void look(int from) {
    first = reader.size();
    last = 0;
    for (int i = 0; i < reader.size(); i++) {
      if (reader.series[i] >= from && reader.series[i] < next) {
        first = Math.min(first, i);
        last = i + 1;
      }
    }
    first = Math.min(first, last);
  }

  private void series(Link link, int id, int begin, int stop, List<Blob> packed)
      throws SQLException {
    if (begin == stop) {
      return;
    }
    int end = samples.settle(begin, stop);
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
        row(rows, each);
      }
    } finally {
      reader.forget();
    }
  }

  private void row(ResultSet rows, Each each) throws SQLException {
    try {
      reader.read(Link.bytes(rows, 2), ripe.window(), Long.MIN_VALUE, Long.MAX_VALUE);
      each.row();
    } catch (Damage e) {
      vault.note(ripe.day().head() + " row " + rows.getLong(1), e);
    }
  }
}
