package dev.sonde.app;

/// Shows what is wrong with a configuration.
final class Mistakes {
  private Mistakes() {}

  /// Prints every mistake and gives the exit code.
  static int print(Shell shell, Loaded loaded) {
    loaded.warnings().forEach(warning -> shell.err().println("warning: " + warning));
    loaded.problems().forEach(shell.err()::println);
    int count = loaded.problems().size();
    shell
        .err()
        .println("sonde: the configuration has " + count + (count == 1 ? " mistake" : " mistakes"));
    return loaded.profile().badConfigurationExitCode();
  }
}
