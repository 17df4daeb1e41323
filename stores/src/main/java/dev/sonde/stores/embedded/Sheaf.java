package dev.sonde.stores.embedded;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Packs what a source has: some series at a time, as many as fit, each with what was packed
/// before. For one thread at a time.
final class Sheaf {
  /// One series with more samples than fit is packed all the same.
  final Columns samples = new Columns();

  private final Ripe ripe;
  private final Source source;
  private final int most;
  private final Columns nothing = new Columns();
  private final Columns whole = new Columns();
  private final Chunks chunks;
  private final ChunkWriter writer = new ChunkWriter();
  private final Places places = new Places();
  private int[] counts = new int[16];
  private int[] ends = new int[0];
  private int[] order = new int[0];
  private int next;

  /// @param most how many samples fit
  Sheaf(Vault vault, Ripe ripe, Source source, int most) {
    this.ripe = ripe;
    this.source = source;
    this.most = most;
    this.chunks = new Chunks(vault);
  }

  /// Counts each series' samples.
  boolean count(Link link) throws SQLException, IOException, InterruptedException {
    source.each(link, this::count);
    order = places.sorted();
    ends = new int[order.length];
    return true;
  }

  private void count(int series, long time, double value) {
    int place = places.add(series);
    if (place >= counts.length) {
      counts = Arrays.copyOf(counts, counts.length * 2);
    }
    counts[place]++;
  }

  /// Packs the next series.
  ///
  /// @return none at the end
  List<Blob> pack(Link link) throws SQLException, IOException, InterruptedException {
    var packed = new ArrayList<Blob>();
    int from = next;
    if (from < order.length) {
      place(from);
      source.each(link, this::put);
      for (int i = from; i < next; i++) {
        packed.add(series(link, order[i]));
      }
    }
    return packed;
  }

  /// Gives each series from this one on a place, until there is no more.
  private void place(int from) {
    Arrays.fill(ends, Places.NONE);
    int size = 0;
    while (next < order.length && (next == from || size + countOf(next) <= most)) {
      ends[places.of(order[next])] = size;
      size += countOf(next++);
    }
    samples.room(size);
    samples.size(size);
  }

  private int countOf(int at) {
    return counts[places.of(order[at])];
  }

  private void put(int series, long time, double value) {
    int place = places.of(series);
    if (place != Places.NONE && ends[place] != Places.NONE) {
      int at = ends[place]++;
      samples.times[at] = time;
      samples.values[at] = value;
    }
  }

  private Blob series(Link link, int id) throws SQLException {
    int place = places.of(id);
    int begin = ends[place] - counts[place];
    int end = samples.settle(begin, ends[place]);
    Columns before = chunks.of(link, ripe.day(), ripe.window(), id, nothing);
    byte[] bytes;
    if (before.size() == 0) {
      bytes = writer.write(id, ripe.window(), samples, begin, end);
    } else {
      Chunks.merge(before, samples, begin, end, whole);
      bytes = writer.write(id, ripe.window(), whole, 0, whole.size());
    }
    return new Blob(Windows.row(ripe.window(), id), bytes);
  }
}
