package dev.sonde.app;

/// `sonde check`
final class CheckCommand {
  private final Shell shell;

  CheckCommand(Shell shell) {
    this.shell = shell;
  }

  int run(Arguments arguments) {
    Loaded loaded = new Loader(shell, arguments, BuiltIns.forReading()).load();
    if (!loaded.problems().isEmpty()) {
      return Mistakes.print(shell, loaded);
    }
    SondeConfig config = loaded.config();
    shell.out().println("configuration is good");
    shell.out().println(loaded.description());
    config.collectors().forEach(this::collector);
    config.processors().forEach(each -> shell.out().println("processor  " + each.name()));
    if (!config.labels().isEmpty()) {
      shell.out().println("labels     " + config.labels());
    }
    config.server().listen().forEach(each -> shell.out().println("listen     " + each));
    loaded.warnings().forEach(each -> shell.out().println("warning    " + each));
    return ExitCode.OK;
  }

  private void collector(CollectorConfig of) {
    String when = of.enabled() ? "every " + Words.of(of.run().interval()) : "off";
    shell.out().println("collector  " + of.name() + ", " + when);
  }
}
