package dev.sonde.app;

import dev.sonde.api.Series;
import dev.sonde.engine.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Two readings of everything, a second apart.
record TwoReadings(Snapshot before, Snapshot now) {
  /// The first value of a name.
  OptionalDouble plain(String name) {
    int row = now.first(name);
    return row < now.size() ? OptionalDouble.of(now.value(row)) : OptionalDouble.empty();
  }

  /// All that have a name.
  List<Series> series(String name) {
    var all = new ArrayList<Series>();
    for (int row = now.first(name); row < now.size(); row++) {
      if (!now.series(row).name().equals(name)) {
        break;
      }
      all.add(now.series(row));
    }
    return all;
  }

  /// The newest value of the series of this name with the labels of another.
  OptionalDouble value(String name, Series like) {
    return value(now, name, like);
  }

  /// How fast it grew, a second.
  OptionalDouble rate(String name, Series like) {
    OptionalDouble from = value(before, name, like);
    OptionalDouble to = value(now, name, like);
    double seconds = (time(now, name, like) - time(before, name, like)) / 1000.0;
    if (from.isEmpty() || to.isEmpty() || seconds <= 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Math.max(0, to.getAsDouble() - from.getAsDouble()) / seconds);
  }

  private static OptionalDouble value(Snapshot in, String name, Series like) {
    int row = row(in, name, like);
    return row < 0 ? OptionalDouble.empty() : OptionalDouble.of(in.value(row));
  }

  private static long time(Snapshot in, String name, Series like) {
    int row = row(in, name, like);
    return row < 0 ? 0 : in.time(row);
  }

  private static int row(Snapshot in, String name, Series like) {
    for (int row = in.first(name); row < in.size(); row++) {
      Series there = in.series(row);
      if (!there.name().equals(name)) {
        return -1;
      }
      if (there.labels().equals(like.labels())) {
        return row;
      }
    }
    return -1;
  }
}
