package dev.sonde.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A file's bytes: as programs see them, as they surely are on the disk, and what lies between.
final class Inode {
  private enum Certainty {
    /// Not synced yet.
    OPEN,
    /// A sync failed; no later one brings it to the disk.
    FORSAKEN,
    /// Synced, but on top of something that is not.
    SURE
  }

  private record Pending(Change change, Certainty certainty) {
    Pending as(Certainty other) {
      return certainty == Certainty.OPEN ? new Pending(change, other) : this;
    }
  }

  private final Bytes seen;
  private final Bytes sure;
  private final List<Pending> pending = new ArrayList<>();

  Inode() {
    this(new Bytes(), new Bytes());
  }

  private Inode(Bytes seen, Bytes sure) {
    this.seen = seen;
    this.sure = sure;
  }

  int length() {
    return seen.length();
  }

  int read(ByteBuffer into, long at) {
    return seen.read(into, at);
  }

  void change(Change change) {
    change.apply(seen);
    pending.add(new Pending(change, Certainty.OPEN));
  }

  void sync() {
    pending.replaceAll(each -> each.as(Certainty.SURE));
    while (!pending.isEmpty() && pending.getFirst().certainty() == Certainty.SURE) {
      pending.removeFirst().change().apply(sure);
    }
  }

  void failSync() {
    pending.replaceAll(each -> each.as(Certainty.FORSAKEN));
  }

  /// A bit goes wrong where it lies, on the disk and in the cache.
  void flip(long at, int mask) {
    seen.flip(at, mask);
    sure.flip(at, mask);
    for (var each : pending) {
      each.change().flip(at, mask);
    }
  }

  double ways(Tearing tearing) {
    return pending.stream()
        .filter(each -> each.certainty() != Certainty.SURE)
        .mapToDouble(each -> each.change().ways(tearing))
        .reduce(1, (some, more) -> some * more);
  }

  Inode afterPowerCut(Tearing tearing, Choice choice) {
    var left = sure.copy();
    for (var each : pending) {
      if (each.certainty() == Certainty.SURE) {
        each.change().apply(left);
      } else {
        each.change().survive(left, tearing, choice);
      }
    }
    return new Inode(left, left.copy());
  }

  Inode copy() {
    var copy = new Inode(seen.copy(), sure.copy());
    pending.forEach(each -> copy.pending.add(new Pending(each.change().copy(), each.certainty())));
    return copy;
  }
}
