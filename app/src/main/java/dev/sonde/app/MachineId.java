package dev.sonde.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells this machine from one that its disk was copied to.
final class MachineId {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.agent");

  private MachineId() {}

  /// What the system calls this machine; empty when it does not say.
  ///
  /// @param file the one in which Linux says it
  static String of(Path file) {
    if (!Files.isReadable(file)) {
      return "";
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      LOG.debug("{} can't be read", file, unreadable);
      return "";
    }
  }
}
