package dev.sonde.journal;

import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;

/// Holds a journal that nobody else has open, to have a destination get again what it lost: one
/// that keeps its own position was put back from a backup. For one thread.
public final class Rewinding implements AutoCloseable {
  private final Disk disk;
  private final IntSupplier indexes;
  private final Closeable lock;

  private Rewinding(Disk disk, IntSupplier indexes, Closeable lock) {
    this.disk = disk;
    this.indexes = indexes;
    this.lock = lock;
  }

  /// Takes the journal; nobody opens it until this is closed.
  ///
  /// @param indexes gives the index of a series that is read: each number once
  /// @throws FolderTakenException while somebody has it open
  public static Rewinding begin(Disk disk, IntSupplier indexes) throws IOException {
    return new Rewinding(disk, indexes, FolderLock.take(disk));
  }

  /// What came of it.
  ///
  /// @param again samples that wait to be delivered once more
  /// @param gone samples that were delivered once, and are not in the journal any more: they count
  ///   as dropped from now on
  public record Rewound(long again, long gone) {}

  /// Where a destination's position was.
  @FunctionalInterface
  public interface Position {
    /// The running number after the last one of an instance that it has, 0 for none.
    long upTo(UUID instance) throws IOException;
  }

  /// Moves a destination's cursor back to what it has, durably. One that has no cursor yet gets
  /// everything anyway.
  public Rewound rewind(String destination, Position position) throws IOException {
    String file = CursorName.of(destination);
    if (!disk.has(file)) {
      return new Rewound(0, 0);
    }
    return switch (CursorFile.open(disk, file)) {
      case CursorFile.Opening.Unreadable(var why) ->
          throw new IOException(file + " can't be read: " + why);
      case CursorFile.Opening.Ready(var ready) -> rewind(new Cursor(ready), position);
    };
  }

  private Rewound rewind(Cursor cursor, Position position) throws IOException {
    try (cursor) {
      CursorState state = cursor.state();
      if (state.isInFlight()) {
        long count = state.inFlightTo() - state.cursor();
        cursor.settle(new Settlement(count, Map.of(), Map.of()));
      }
      long dropped = Reasons.total(cursor.state().dropped());
      long to = Math.min(position.upTo(state.instance()), cursor.state().cursor());
      long again = cursor.rewind(to, JournalFolder.read(disk, indexes).oldest());
      return new Rewound(again, Reasons.total(cursor.state().dropped()) - dropped);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
