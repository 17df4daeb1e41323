package dev.sonde.receivers.pushgateway;

import dev.sonde.api.Labels;
import dev.sonde.wire.pushgateway.PushedGroups;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// What was pushed to which group, in shelves: a group is always on the same one, which one push
/// has at a time. Safe for all threads.
final class Groups {
  private static final int SHELVES = 16;
  private static final int SERIES = 10_000;

  private final List<Shelf> shelves = Stream.generate(Shelf::new).limit(SHELVES).toList();

  /// Some groups, for who holds the lock.
  static final class Shelf {
    final ReentrantLock lock = new ReentrantLock();
    final PushedGroups groups = new PushedGroups(SERIES);
  }

  Shelf of(Labels group) {
    return shelves.get(Math.floorMod(group.hashCode(), SHELVES));
  }
}
