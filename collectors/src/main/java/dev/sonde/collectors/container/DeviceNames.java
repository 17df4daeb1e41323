package dev.sonde.collectors.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the devices are called that cgroup files know by number, such as `254:0`.
final class DeviceNames {
  private static final String NAME = "DEVNAME=";

  private final Path block;

  /// @param sys the machine's `/sys`
  DeviceNames(Path sys) {
    block = sys.resolve("dev/block");
  }

  /// The name, or the number where it has none.
  String of(String number) {
    if (!number.matches("\\d{1,9}:\\d{1,9}")) {
      return number;
    }
    try {
      for (String line : Files.readAllLines(block.resolve(number).resolve("uevent"))) {
        if (line.startsWith(NAME)) {
          return line.substring(NAME.length());
        }
      }
    } catch (IOException _) {
      return number;
    }
    return number;
  }
}
