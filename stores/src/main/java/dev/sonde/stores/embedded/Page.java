package dev.sonde.stores.embedded;

import dev.sonde.api.store.Points;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of an answer, on its way from the thread that reads to the one that asked. Reused; for
/// one thread at a time.
final class Page {
  private static final int FULL = 16_384;

  private final List<SeriesRow> series = new ArrayList<>();
  private final List<Integer> begins = new ArrayList<>();
  private final Columns points = new Columns();
  private @Nullable SeriesRow next;

  /// The points that follow are this series'; it is not named when there are none.
  void begin(SeriesRow of) {
    next = of;
  }

  void point(long time, double value) {
    SeriesRow of = next;
    if (of != null) {
      series.add(of);
      begins.add(points.size());
      next = null;
    }
    points.add(time, value);
  }

  boolean isFull() {
    return points.size() >= FULL;
  }

  /// Empties it; a series that has begun goes on.
  void clear() {
    series.clear();
    begins.clear();
    points.clear();
  }

  /// @return whether more is wanted
  boolean deliver(Points to) {
    int named = 0;
    for (int i = 0; i < points.size(); i++) {
      if (named < begins.size() && begins.get(named) == i) {
        SeriesRow of = series.get(named++);
        if (!to.series(of.name(), of.labels())) {
          return false;
        }
      }
      if (!to.point(points.times[i], points.values[i])) {
        return false;
      }
    }
    return true;
  }
}
