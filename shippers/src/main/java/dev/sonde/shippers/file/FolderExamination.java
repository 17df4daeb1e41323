package dev.sonde.shippers.file;

import dev.sonde.api.Disk;
import dev.sonde.api.Examination;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Could a file be written here? Leaves nothing behind.
final class FolderExamination {
  private static final long LEAST = 16L << 20;

  private FolderExamination() {}

  static Examination of(DiskAt disks, Path folder, String name) throws IOException {
    if (!disks.has(folder)) {
      return new Examination(true, List.of(folder + " is not there yet; it is made when needed"));
    }
    Disk disk = disks.open(folder);
    boolean there = disk.has(name);
    if (there) {
      disk.open(name).close();
    }
    tryOut(disk, name + ".check");
    String file = there ? name + " can be written to" : name + " is not there yet";
    return room(disk.free(), folder + " can be written to", file);
  }

  private static void tryOut(Disk disk, String name) throws IOException {
    disk.delete(name);
    disk.create(name).close();
    disk.delete(name);
  }

  private static Examination room(long free, String folder, String file) {
    String room = (free >> 20) + " MiB are free";
    return free >= LEAST
        ? new Examination(true, List.of(folder, file, room))
        : new Examination(false, List.of(folder, file, room + "; make room on that disk"));
  }
}
