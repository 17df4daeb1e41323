package dev.sonde.app;

import dev.sonde.app.config.Profile;

/// Shows what is wrong with a configuration.
final class Mistakes {
  private Mistakes() {}

  /// Prints every mistake and gives the exit code.
  static int print(Shell shell, Loaded loaded) {
    loaded.warnings().forEach(warning -> shell.err().println("warning: " + warning));
    loaded.problems().forEach(shell.err()::println);
    int count = loaded.problems().size();
    if (loaded.profile() == Profile.METRICSD) {
      shell.err().println("Failed to load configuration");
    }
    shell
        .err()
        .println("sonde: the configuration has " + count + (count == 1 ? " mistake" : " mistakes"));
    return loaded.profile().badConfigurationExitCode();
  }
}
