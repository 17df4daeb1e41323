package dev.sonde.engine;

import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Every live series once. A series is here while somebody holds it.
///
/// # Implementation notes
///
/// Open addressing over one array of references (at most half full), so that a series costs itself
/// and about ten bytes here. Labels of its own that a series has beside common ones are one object
/// for all series that have them. Deleting moves later entries of the same run back, so there are
/// no tombstones. Indexes are never reused, so that arrays kept beside the table can't mistake a
/// new series for an old one; holder counts are kept in pages that go when all their series have
/// gone.
final class SeriesTable {
  private static final int FIRST_CAPACITY = 1024;

  /// Room for names and labels, of one series on average.
  private static final long TEXT_BYTES = 512;

  private volatile SeriesLimits limits;
  private final Pages<Holders> pages = new Pages<>(Holders::new);
  private @Nullable Series[] slots = new Series[FIRST_CAPACITY];
  private final OwnedLabels owned = new OwnedLabels();
  private volatile int size;
  private volatile long text;
  private final IntSupplier indexes;

  /// @param indexes gives each number once in the process, whoever asks
  SeriesTable(SeriesLimits limits, IntSupplier indexes) {
    this.limits = limits;
    this.indexes = indexes;
  }

  /// How many live series there are.
  int size() {
    return size;
  }

  /// The limits in force.
  SeriesLimits limits() {
    return limits;
  }

  /// Sets other limits; series that are here stay.
  void limit(SeriesLimits to) {
    limits = to;
  }

  /// Is there room for one more?
  boolean hasRoom() {
    return size < limits.maxSeries() && text < mostText();
  }

  /// May a series have this name and carry these labels?
  boolean allows(String name, Labels labels) {
    return name.length() + labels.byteLength() <= limits.maxLabelBytes()
        && labels.size() <= limits.maxLabels();
  }

  private long mostText() {
    return Math.max(TEXT_BYTES * limits.maxSeries(), limits.maxLabelBytes());
  }

  /// The series with this name and these labels, held once more; null when the table is full.
  ///
  /// @param essential is it taken even then?
  @Nullable Series acquire(String name, Labels labels, boolean essential) {
    return acquire(name, labels, Labels.NONE, essential);
  }

  /// The same with labels in two parts.
  synchronized @Nullable Series acquire(String name, Labels own, Labels common, boolean essential) {
    int at = find(name, own, common);
    Series series = slots[at];
    if (series == null) {
      if (!hasRoom() && !essential) {
        return null;
      }
      Labels kept = common.isEmpty() ? own : owned.acquire(own);
      series = new Series(name, kept, common, indexes.getAsInt());
      slots[at] = series;
      pages.add(series.index());
      size++;
      text += textOf(series);
      growWhenHalfFull();
    }
    pages.at(series.index()).count[Pages.offset(series.index())]++;
    return series;
  }

  /// Gives a series back; it leaves the table with its last holder.
  synchronized void release(Series series) {
    Holders holders = pages.at(series.index());
    if (--holders.count[Pages.offset(series.index())] == 0) {
      remove(place(series));
      holders.live[Pages.offset(series.index())] = 0;
      pages.remove(series.index());
      size--;
      text -= textOf(series);
      if (!series.common().isEmpty()) {
        owned.release(series.own());
      }
    }
  }

  private static int textOf(Series series) {
    return series.name().length() + series.own().byteLength();
  }

  /// The names of all live series.
  synchronized Set<String> names() {
    var names = new HashSet<String>();
    for (Series each : slots) {
      if (each != null) {
        names.add(each.name());
      }
    }
    return names;
  }

  /// One more of its holders has a value for it; gives how many have now.
  synchronized int enliven(Series series) {
    return ++pages.at(series.index()).live[Pages.offset(series.index())];
  }

  /// One of its holders has no value for it any more. True when it was the last: the series ends.
  synchronized boolean ends(Series series) {
    return --pages.at(series.index()).live[Pages.offset(series.index())] == 0;
  }

  private int find(String name, Labels own, Labels common) {
    int mask = slots.length - 1;
    int at = spread(name, own, common) & mask;
    for (Series there = slots[at]; there != null; there = slots[at]) {
      if (there.name().equals(name) && same(there, own, common)) {
        return at;
      }
      at = (at + 1) & mask;
    }
    return at;
  }

  /// Parts may be cut differently and be the same labels together.
  private static boolean same(Series there, Labels own, Labels common) {
    if (there.common().equals(common)) {
      return there.own().equals(own);
    }
    int length = there.own().byteLength() + there.common().byteLength();
    return length == own.byteLength() + common.byteLength()
        && there.labels().equals(own.with(common));
  }

  /// Where a series of the table stands.
  private int place(Series series) {
    int mask = slots.length - 1;
    int at = spread(series) & mask;
    while (slots[at] != series) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void remove(int at) {
    int mask = slots.length - 1;
    slots[at] = null;
    int hole = at;
    for (int next = (at + 1) & mask; ; next = (next + 1) & mask) {
      Series there = slots[next];
      if (there == null) {
        return;
      }
      int home = spread(there) & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        slots[hole] = there;
        slots[next] = null;
        hole = next;
      }
    }
  }

  private void growWhenHalfFull() {
    if (size * 2 <= slots.length) {
      return;
    }
    @Nullable Series[] old = slots;
    slots = new Series[old.length * 2];
    int mask = slots.length - 1;
    for (Series series : old) {
      if (series != null) {
        int at = spread(series) & mask;
        while (slots[at] != null) {
          at = (at + 1) & mask;
        }
        slots[at] = series;
      }
    }
  }

  private static int spread(Series series) {
    return spread(series.name(), series.own(), series.common());
  }

  private static int spread(String name, Labels own, Labels common) {
    int hash = name.hashCode() * 31 + own.hashCode() + common.hashCode();
    return hash ^ (hash >>> 16);
  }

  /// Runs over the table for tests and for memory figures.
  synchronized Series[] all() {
    return Arrays.stream(slots).filter(each -> each != null).toArray(Series[]::new);
  }

  private static final class Holders {
    final int[] count = new int[Pages.SIZE];
    final int[] live = new int[Pages.SIZE];
  }
}
