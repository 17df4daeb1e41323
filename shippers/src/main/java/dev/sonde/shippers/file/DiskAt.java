package dev.sonde.shippers.file;

import dev.sonde.api.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens folders: the machine's own in the program, others in tests.
public interface DiskAt {
  /// The folder, made when there is none. Called when something is written for the first time, and
  /// again after a failure.
  Disk open(Path folder) throws IOException;

  /// Is there such a folder? Makes none.
  default boolean has(Path folder) {
    return Files.isDirectory(folder);
  }
}
