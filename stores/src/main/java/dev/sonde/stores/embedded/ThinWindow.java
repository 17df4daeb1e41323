package dev.sonde.stores.embedded;

import dev.sonde.api.Stale;
import dev.sonde.api.store.History;

/// What becomes of the samples in one span of time: everything that any fold needs. Reused; for one
/// thread. Hot: its fields are open to the package.
///
/// # Implementation notes
///
/// It remembers the last number across spans, as a pair whose later sample lies here counts here.
final class ThinWindow {
  long count;
  double sum;
  double least;
  double most;
  double last;
  double growth;
  long growthMillis;
  private long beforeTime;
  private double beforeValue;
  private boolean before;

  /// Another series, of which nothing is known.
  void reset() {
    before = false;
    clear();
  }

  /// The next span of the same series.
  void clear() {
    count = 0;
    sum = 0;
    least = Double.POSITIVE_INFINITY;
    most = Double.NEGATIVE_INFINITY;
    last = 0;
    growth = 0;
    growthMillis = 0;
  }

  /// A sample that lies before the first span: only a later one's neighbour.
  void neighbour(long time, double value) {
    if (Stale.is(value)) {
      before = false;
    } else if (!Double.isNaN(value)) {
      before = true;
      beforeTime = time;
      beforeValue = value;
    }
  }

  /// The next sample in order of time.
  void add(long time, double value) {
    if (!Double.isNaN(value)) {
      count++;
      sum += value;
      least = value < least ? value : least;
      most = value > most ? value : most;
      last = value;
      if (before && time - beforeTime <= History.REACH_MILLIS) {
        growth += value >= beforeValue ? value - beforeValue : value;
        growthMillis += time - beforeTime;
      }
    }
    neighbour(time, value);
  }

  /// A whole span that lies in this one, and is newer than what is there.
  void add(ThinWindow other) {
    count += other.count;
    sum += other.sum;
    least = Math.min(least, other.least);
    most = Math.max(most, other.most);
    last = other.last;
    growth += other.growth;
    growthMillis += other.growthMillis;
  }
}
