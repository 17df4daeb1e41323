package dev.sonde.collectors.scrape;

/// Memory for what the last pages of all targets looked like: together it is bounded, so that no
/// number of long pages ends the process. Safe for all threads.
final class Room {
  private final long most;
  private long used;

  /// @param most bytes
  Room(long most) {
    this.most = most;
  }

  /// Part of it, of which one target has so much.
  static final class Share {
    private final Room room;
    private long held;
    private boolean left;

    Share(Room room) {
      this.room = room;
    }

    /// The target needs so much now.
    ///
    /// @throws LimitException when there is not so much; it has what it had
    synchronized void hold(long bytes) {
      if (!left) {
        room.change(held, bytes);
        held = bytes;
      }
    }

    /// The target is gone.
    synchronized void leave() {
      hold(0);
      left = true;
    }
  }

  synchronized long used() {
    return used;
  }

  private synchronized void change(long before, long now) {
    if (now > before && used - before + now > most) {
      throw new LimitException(
          "there is no memory for so many lines: "
              + (most >> 20)
              + " MiB are all that is kept of the pages of all targets; give Sonde a larger heap,"
              + " or scrape less");
    }
    used += now - before;
  }
}
