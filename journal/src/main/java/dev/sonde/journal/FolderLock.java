package dev.sonde.journal;

import dev.sonde.api.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Keeps a folder for one process, and one journal in it.
final class FolderLock {
  static final String NAME = "lock";

  private FolderLock() {}

  /// @throws FolderTakenException when somebody has it
  static Closeable take(Disk disk) throws IOException {
    try {
      return disk.lock(NAME, words(ProcessHandle.current()));
    } catch (Disk.TakenException taken) {
      var by = taken.by().isEmpty() ? "another process" : taken.by();
      throw new FolderTakenException("the folder " + disk.where() + " is taken by " + by);
    }
  }

  private static String words(ProcessHandle process) {
    var since = process.info().startInstant().orElseGet(Instant::now);
    return "process " + process.pid() + ", started " + since.truncatedTo(ChronoUnit.SECONDS);
  }
}
