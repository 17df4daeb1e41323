package dev.sonde.client.micrometer;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.client.MetricsSink;
import io.micrometer.core.instrument.Meter;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which meter a series belongs to: two that differ for Micrometer may be one for everybody else,
/// such as `a.b` and `a_b`. The first that is read has it, until it is removed. For one thread.
final class Claims {
  /// Name and labels of a series; hubs take less.
  private static final int LONGEST = 64 << 10;

  private record Key(String name, Labels labels) {}

  private final MetricsSink sink;
  private final Complaints complaints;
  private final Map<Key, Meter> owners = new HashMap<>();
  private final IdentityHashMap<Meter, Set<Key>> owned = new IdentityHashMap<>();
  private final Set<Meter> shadowed = Collections.newSetFromMap(new IdentityHashMap<>());

  Claims(MetricsSink sink, Complaints complaints) {
    this.sink = sink;
    this.complaints = complaints;
  }

  /// The series, or nothing when it is another meter's or too long.
  Optional<Series> series(Meter by, Family family, Labels labels) {
    if (family.name().length() + labels.byteLength() > LONGEST) {
      complaints.about(
          Complaints.Kind.TOO_LONG,
          "a series of "
              + by.getId().getName()
              + " has labels of "
              + labels.byteLength()
              + " bytes and is left out");
      return Optional.empty();
    }
    var key = new Key(family.name(), labels);
    Set<Key> own = owned.computeIfAbsent(by, _ -> new HashSet<>());
    Meter owner = own.contains(key) ? null : owners.putIfAbsent(key, by);
    if (owner != null) {
      shadowed.add(by);
      complaints.about(Complaints.Kind.SAME_SERIES, same(key, owner, by));
      return Optional.empty();
    }
    own.add(key);
    return Optional.of(sink.series(family, labels));
  }

  private static String same(Key key, Meter owner, Meter other) {
    return key.name()
        + key.labels()
        + " is a series of "
        + owner.getId()
        + "; "
        + other.getId()
        + " has the same and is left out";
  }

  /// Frees what belongs to a meter.
  ///
  /// @return meters that did not get a series, which may be free now
  Set<Meter> free(Meter meter) {
    shadowed.remove(meter);
    Set<Key> free = owned.remove(meter);
    if (free == null || free.isEmpty()) {
      return Set.of();
    }
    free.forEach(owners::remove);
    Set<Meter> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
    waiting.addAll(shadowed);
    shadowed.clear();
    return waiting;
  }

  /// How many meters did not get a series.
  int shadowed() {
    return shadowed.size();
  }
}
