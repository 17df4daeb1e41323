package dev.sonde.engine;

import java.util.ArrayDeque;

/// Hauls that wait for their next run: as many as were under way at once, and not many more than
/// needed. Safe for all threads.
final class Hauls {
  private static final int MOST = 32;

  private final ArrayDeque<Haul> free = new ArrayDeque<>();

  synchronized Haul take() {
    Haul haul = free.pollLast();
    return haul == null ? new Haul() : haul;
  }

  /// Takes back one that nobody uses any more.
  void giveBack(Haul haul) {
    haul.clear();
    keep(haul);
  }

  private synchronized void keep(Haul haul) {
    if (haul.handy() && free.size() < MOST) {
      free.addLast(haul);
    }
  }
}
