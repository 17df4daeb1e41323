package dev.sonde.client;

import dev.sonde.api.Disk;
import dev.sonde.journal.FolderTakenException;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalConfig.Sync;
import dev.sonde.journal.JournalConfig.WhenFull;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.LocalDisk;
import dev.sonde.journal.MemoryDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where journals of sinks are: numbered folders in the one that is named, as each belongs to one
/// sink at a time.
final class Place {
  private static final int MOST = 64;
  private static final long LEAST_SEGMENT = 1L << 20;
  private static final long MOST_SEGMENT = 16L << 20;
  private static final int TAIL_BYTES = 256 << 10;
  private static final Duration KEEP = Duration.ofHours(1);

  private Place() {}

  /// Opens the first journal that nobody has.
  ///
  /// @throws IOException when the folder can't be used, or all its places are taken
  static Journal open(Keeping keeping, long mostBytes, JournalContext context) throws IOException {
    return switch (keeping) {
      case Keeping.Folder(var folder) -> first(folder, mostBytes, context);
      case Keeping.Memory() -> inMemory(mostBytes, context);
    };
  }

  private static Journal first(Path folder, long mostBytes, JournalContext context)
      throws IOException {
    for (int number = 1; number <= MOST; number++) {
      try {
        return open(folder(folder, number), mostBytes, context);
      } catch (FolderTakenException _) {
        // the next one
      }
    }
    throw new IOException(
        MOST + " senders have " + folder + " already; give this one a folder of its own");
  }

  /// Opens one that is there.
  ///
  /// @throws FolderTakenException when somebody has it
  static Journal open(Path folder, long mostBytes, JournalContext context) throws IOException {
    return Journal.open(LocalDisk.open(folder), config(mostBytes, Sync.ALWAYS, KEEP), context);
  }

  private static Journal inMemory(long mostBytes, JournalContext context) throws IOException {
    Disk disk = new MemoryDisk(2 * mostBytes + MOST_SEGMENT);
    return Journal.open(disk, config(mostBytes, Sync.NEVER, Duration.ZERO), context);
  }

  /// All that are there.
  static List<Path> all(Path folder) {
    var found = new ArrayList<Path>();
    for (int number = 1; number <= MOST; number++) {
      Path each = folder(folder, number);
      if (Files.isDirectory(each)) {
        found.add(each);
      }
    }
    return found;
  }

  private static Path folder(Path in, int number) {
    return in.resolve("client-" + number);
  }

  /// Nothing that was taken goes before the hub has it: what is new is refused instead.
  private static JournalConfig config(long mostBytes, Sync sync, Duration keep) {
    return new JournalConfig(
        sync,
        Duration.ofSeconds(1),
        mostBytes,
        Duration.ZERO,
        WhenFull.REFUSE,
        Math.clamp(mostBytes / 8, LEAST_SEGMENT, MOST_SEGMENT),
        keep,
        TAIL_BYTES);
  }
}
