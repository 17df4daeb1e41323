package dev.sonde.app;

import dev.sonde.api.Api;
import dev.sonde.app.plugin.Plugin;
import dev.sonde.app.plugin.Plugins;
import java.nio.file.Path;
import java.util.Optional;

/// `sonde plugins`
final class PluginsCommand {
  private final Shell shell;

  PluginsCommand(Shell shell) {
    this.shell = shell;
  }

  /// Loads them as a start would, and reads no configuration.
  int run(Arguments arguments) {
    PluginFolder where = PluginFolder.of(shell, arguments);
    shell.out().println("folder     " + where.folder().map(Path::toString).orElse("none"));
    shell.out().println("api        " + Api.VERSION);
    Optional<Path> folder = where.inUse();
    if (folder.isEmpty()) {
      shell.out().println("There is no plugin. docs/plugins.md says how to install one.");
      return ExitCode.OK;
    }
    return show(Plugins.load(folder.get(), BuiltIns.forReading().names()));
  }

  private int show(Plugins plugins) {
    var table = new TextTable("PLUGIN", "VERSION", "STATE", "BRINGS");
    for (Plugin each : plugins.all()) {
      switch (each) {
        case Plugin.Loaded loaded ->
            table.row(loaded.jar(), loaded.version(), "ok", loaded.brings());
        case Plugin.LeftOut left -> table.row(left.jar(), left.version(), "left out", "");
      }
    }
    shell.out().print(table.text());
    if (plugins.leftOut().isEmpty()) {
      return ExitCode.OK;
    }
    shell.out().println();
    plugins.leftOut().forEach(shell.out()::println);
    return ExitCode.FAILED;
  }
}
