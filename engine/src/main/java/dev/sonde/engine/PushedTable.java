package dev.sonde.engine;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The series of one tenant by the hashes of what was sent. At most half full; for one thread at a
/// time.
///
/// # Implementation notes
///
/// What was sent is not kept: 128 bits by secret seeds stand for it, and nobody who does not know
/// the seeds can make two texts that have them in common.
final class PushedTable {
  private static final int FIRST_ROOM = 16;

  private @Nullable PushedSeries[] places = new PushedSeries[FIRST_ROOM];
  private int size;

  int size() {
    return size;
  }

  @Nullable PushedSeries find(long first, long second) {
    return places[place(first, second)];
  }

  /// Adds one that is not there.
  void add(PushedSeries series) {
    places[place(series.first, series.second)] = series;
    size++;
    if (size * 2 > places.length) {
      rebuild(places.length * 2, _ -> false);
    }
  }

  /// Takes out what `leaves` says yes to, asked once for each.
  void remove(Predicate<PushedSeries> leaves) {
    rebuild(places.length, leaves);
    int room = places.length;
    while (room > FIRST_ROOM && size * 8 < room) {
      room /= 2;
    }
    if (room < places.length) {
      rebuild(room, _ -> false);
    }
  }

  private void rebuild(int room, Predicate<PushedSeries> leaves) {
    @Nullable PushedSeries[] before = places;
    places = new PushedSeries[room];
    size = 0;
    for (PushedSeries each : before) {
      if (each != null && !leaves.test(each)) {
        places[place(each.first, each.second)] = each;
        size++;
      }
    }
  }

  private int place(long first, long second) {
    int mask = places.length - 1;
    int at = (int) first & mask;
    for (PushedSeries there = places[at]; there != null; there = places[at]) {
      if (there.first == first && there.second == second) {
        return at;
      }
      at = (at + 1) & mask;
    }
    return at;
  }
}
