package dev.sonde.client;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// One object for each series that was used lately. Safe for many threads.
///
/// # Implementation notes
///
/// Two generations: what is asked for moves to the young one, and when that is full, it becomes the
/// old one, and the old one goes. So a program that makes new series for ever holds twice as many
/// as [#MOST], and one that comes again after that is defined again, which costs some bytes.
final class KnownSeries {
  static final int MOST = 20_000;

  private record Key(String name, Labels labels) {}

  private record Known(Series series, Family family) {}

  private final IntSupplier indexes;
  private final Consumer<Family> describe;
  private final int most;
  private Map<Key, Known> young = new HashMap<>();
  private Map<Key, Known> old = new HashMap<>();

  /// @param indexes each number once
  /// @param describe told what is known of a name, when that is new
  /// @param most of one generation
  KnownSeries(IntSupplier indexes, Consumer<Family> describe, int most) {
    this.indexes = indexes;
    this.describe = describe;
    this.most = most;
  }

  synchronized Series of(Family family, Labels labels) {
    var key = new Key(family.name(), labels);
    Known known = young.get(key);
    if (known != null && known.family().equals(family)) {
      return known.series();
    }
    Known before = known == null ? old.remove(key) : known;
    return keep(key, before, family);
  }

  private Series keep(Key key, @Nullable Known before, Family family) {
    if (before == null || !before.family().equals(family)) {
      describe.accept(family);
    }
    Series series =
        before == null ? new Series(key.name(), key.labels(), indexes.getAsInt()) : before.series();
    if (young.size() >= most && !young.containsKey(key)) {
      old = young;
      young = new HashMap<>();
    }
    young.put(key, new Known(series, family));
    return series;
  }

  /// How many there are.
  synchronized int size() {
    return young.size() + old.size();
  }
}
