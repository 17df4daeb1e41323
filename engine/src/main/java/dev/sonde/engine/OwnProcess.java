package dev.sonde.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/// What the system says of Sonde's own process. Where it says nothing (no `/proc`), values are
/// absent.
///
/// @param folder `/proc/self`
public record OwnProcess(Path folder) {
  private static final double TICKS_PER_SECOND = 100;
  private static final double BYTES_PER_KIB = 1024;
  private static final String RESIDENT = "VmRSS:";

  /// User and system time since the start.
  ///
  /// # Implementation notes
  ///
  /// `stat` holds the program's name in brackets, which may hold anything: fields count from behind
  /// it. The kernel shows times in hundredths of a second on every architecture.
  OptionalDouble cpuSeconds() {
    try {
      String stat = Files.readString(folder.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 16);
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      return OptionalDouble.of(ticks / TICKS_PER_SECOND);
    } catch (IOException | RuntimeException unreadable) {
      return OptionalDouble.empty();
    }
  }

  /// Memory that is resident (RSS).
  OptionalDouble residentBytes() {
    try {
      String status = Files.readString(folder.resolve("status"));
      int from = status.indexOf(RESIDENT) + RESIDENT.length();
      int to = status.indexOf("kB", from);
      return OptionalDouble.of(Long.parseLong(status.substring(from, to).strip()) * BYTES_PER_KIB);
    } catch (IOException | RuntimeException unreadable) {
      return OptionalDouble.empty();
    }
  }
}
