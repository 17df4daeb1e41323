package dev.sonde.app;

/// `sonde config`
final class ConfigCommand {
  private final Shell shell;

  ConfigCommand(Shell shell) {
    this.shell = shell;
  }

  int run(Arguments arguments) {
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    shell.out().println("# " + loaded.description());
    shell.out().print(loaded.effective());
    return ExitCode.OK;
  }
}
