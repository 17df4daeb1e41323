package dev.sonde.journal;

/// Room that the files of a disk in memory share. Safe for many threads.
final class MemorySpace {
  private long left;

  MemorySpace(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("less than no room: " + bytes);
    }
    left = bytes;
  }

  synchronized boolean take(int bytes) {
    if (bytes > left) {
      return false;
    }
    left -= bytes;
    return true;
  }

  synchronized void give(long bytes) {
    left += bytes;
  }

  synchronized long left() {
    return left;
  }
}
