package dev.sonde.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// Where the program was started.
///
/// @param out for what was asked for
/// @param err for everything else
record Shell(Map<String, String> environment, Path directory, PrintStream out, PrintStream err) {
  public Shell {
    environment = Map.copyOf(environment);
  }
}
