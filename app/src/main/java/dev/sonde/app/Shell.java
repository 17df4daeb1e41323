package dev.sonde.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/// Where the program was started.
///
/// @param out for what was asked for
/// @param err for everything else
/// @param halt ends the process at once, when nothing can be kept any more
record Shell(
    Map<String, String> environment,
    Path directory,
    PrintStream out,
    PrintStream err,
    Runnable halt) {
  public Shell {
    environment = Map.copyOf(environment);
  }
}
