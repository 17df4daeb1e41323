package dev.sonde.delivery;

import dev.sonde.api.Disk;
import dev.sonde.journal.MemoryDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// What a process leaves behind that is gone from one moment to the next.
final class Disks {
  static final long BYTES = 64L << 20;
  private static final List<String> FOLDERS = List.of("dead");

  private Disks() {}

  static MemoryDisk copy(Disk disk) throws IOException {
    var copy = new MemoryDisk(BYTES);
    copy(disk, copy);
    for (String each : FOLDERS) {
      copy(disk.folder(each), copy.folder(each));
    }
    return copy;
  }

  private static void copy(Disk from, Disk to) throws IOException {
    for (String name : from.list()) {
      try (Disk.File source = from.read(name);
          Disk.File target = to.create(name)) {
        var bytes = ByteBuffer.allocate((int) source.size());
        source.read(bytes, 0);
        target.write(bytes.flip(), 0);
      }
    }
  }
}
