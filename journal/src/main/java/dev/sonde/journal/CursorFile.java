package dev.sonde.journal;

import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A destination's cursor on disk. Belongs to one thread at a time.
///
/// # Implementation notes
///
/// Two slots, written in turn, in a file that never grows: a full disk does not keep a cursor from
/// moving. The slot that holds the current state is never written. A state whose write or sync
/// failed may or may not be on the disk; the next one goes to the same slot, so there is always one
/// that is sound. What opening finds may never have been synced, so it is written once more, to the
/// other slot, before anybody builds on it.
final class CursorFile implements Closeable {
  private static final int SLOTS = 2;

  private final Disk.File file;
  private long generation;
  private int good;
  private CursorState state;

  private CursorFile(Disk.File file, Found found) {
    this.file = file;
    this.generation = found.generation();
    this.good = found.slot();
    this.state = found.state();
  }

  /// Either a state, or why there is none.
  sealed interface Reading {
    /// The newest sound state.
    record Sound(CursorState state) implements Reading {}

    /// No slot can be used.
    record Unreadable(String why) implements Reading {}
  }

  /// Either a cursor to go on with, or why there is none.
  sealed interface Opening {
    /// Durable and ready.
    record Ready(CursorFile file) implements Opening {}

    /// No slot can be used. The file is as it was.
    record Unreadable(String why) implements Opening {}
  }

  private sealed interface Search {}

  private record Found(long generation, int slot, CursorState state) implements Search {}

  private record Nothing(String why) implements Search {}

  /// Makes a cursor durably, in the place of what has this name.
  static CursorFile create(Disk disk, String fileName, CursorState state) throws IOException {
    var unfinished = CursorName.unfinished(fileName);
    disk.delete(unfinished);
    try (var file = disk.create(unfinished)) {
      file.write(CursorSlot.encode(1, state), 0);
      file.write(CursorSlot.encode(2, state), CursorSlot.BYTES);
      file.sync();
    }
    disk.rename(unfinished, fileName);
    disk.sync();
    return new CursorFile(disk.open(fileName), new Found(2, 1, state));
  }

  /// Reads a cursor that somebody else may have open. Writes nothing.
  static Reading read(Disk disk, String fileName) throws IOException {
    try (var file = disk.read(fileName)) {
      return switch (search(file)) {
        case Found found -> new Reading.Sound(found.state());
        case Nothing nothing -> new Reading.Unreadable(nothing.why());
      };
    }
  }

  /// Opens a cursor to go on with.
  static Opening open(Disk disk, String fileName) throws IOException {
    var file = disk.open(fileName);
    boolean ready = false;
    try {
      return switch (search(file)) {
        case Nothing nothing -> new Opening.Unreadable(nothing.why());
        case Found found -> {
          var cursor = new CursorFile(file, found);
          cursor.store(found.state());
          ready = true;
          yield new Opening.Ready(cursor);
        }
      };
    } finally {
      if (!ready) {
        file.close();
      }
    }
  }

  CursorState state() {
    return state;
  }

  /// Keeps a state, durably. When it throws, the state before is still there and stays the current
  /// one, although the new one may show up after a restart.
  void store(CursorState next) throws IOException {
    int slot = (good + 1) % SLOTS;
    file.write(CursorSlot.encode(generation + 1, next), (long) slot * CursorSlot.BYTES);
    file.sync();
    generation++;
    good = slot;
    state = next;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static Search search(Disk.File file) throws IOException {
    return newer(slot(file, 0), slot(file, 1));
  }

  private static Search newer(Search first, Search second) {
    return switch (first) {
      case Nothing(var why) ->
          second instanceof Nothing(var other)
              ? new Nothing("first half " + why + ", second half " + other)
              : second;
      case Found found ->
          second instanceof Found other && other.generation() > found.generation() ? other : found;
    };
  }

  private static Search slot(Disk.File file, int slot) throws IOException {
    var bytes = ByteBuffer.allocate(CursorSlot.BYTES);
    file.read(bytes, (long) slot * CursorSlot.BYTES);
    return switch (CursorSlot.decode(bytes.flip())) {
      case CursorSlot.Reading.Sound(var generation, var state) ->
          new Found(generation, slot, state);
      case CursorSlot.Reading.Unsound(var why) -> new Nothing(why);
    };
  }
}
