package dev.sonde.app;

import dev.sonde.api.Disk;
import dev.sonde.journal.LocalDisk;
import dev.sonde.receivers.agents.AgentLines;
import dev.sonde.receivers.agents.AgentStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// What is known of who pushes here, kept over a restart. Nothing of the guarantee depends on it:
/// it is not synced, and one that is damaged holds less.
///
/// @param folder made when something is to be kept
record AgentsFile(Path folder) {
  static final String NAME = "agents.jsonl";
  private static final int MOST_BYTES = 64 << 20;

  /// Nobody where there is no file.
  List<AgentStatus> read() throws IOException {
    if (!Files.exists(folder.resolve(NAME))) {
      return List.of();
    }
    try (Disk.File file = LocalDisk.open(folder).read(NAME)) {
      ByteBuffer all = ByteBuffer.allocate((int) Math.min(MOST_BYTES, file.size()));
      file.read(all, 0);
      return AgentLines.read(Arrays.copyOf(all.array(), all.position()));
    }
  }

  void write(List<AgentStatus> all) throws IOException {
    LocalDisk disk = LocalDisk.open(folder);
    String fresh = NAME + ".new";
    disk.delete(fresh);
    try (Disk.File file = disk.create(fresh)) {
      file.write(ByteBuffer.wrap(AgentLines.write(all)), 0);
    }
    disk.rename(fresh, NAME);
  }
}
