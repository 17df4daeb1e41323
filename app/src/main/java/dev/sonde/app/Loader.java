package dev.sonde.app;

import dev.sonde.app.config.ConfigFinder;
import dev.sonde.app.config.ConfigSources;
import dev.sonde.app.config.Configuration;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.Catalogue;
import dev.sonde.engine.config.Problem;
import dev.sonde.engine.config.Problems;
import java.nio.file.Path;

/// Reads the configuration, at the start and again at every reload.
final class Loader {
  private static final Path ETC = Path.of("/etc");

  private final ConfigSources sources;
  private final BuiltIns builtIns;

  Loader(Shell shell, Arguments arguments, BuiltIns builtIns) {
    this.sources =
        new ConfigSources(
            arguments.config(),
            arguments.sets(),
            arguments.logLevel(),
            shell.environment(),
            shell.directory(),
            ETC);
    this.builtIns = builtIns;
  }

  /// Reads everything anew. Never throws for what it finds.
  Loaded load() {
    var problems = new Problems();
    Configuration found = new ConfigFinder(sources, this::catalogue).find(problems);
    Bound<SondeConfig> bound =
        Bound.read(found.tree(), in -> SondeConfig.read(in, builtIns), problems);
    return new Loaded(
        found.profile(),
        found.description(),
        bound.value(),
        bound.effective().yaml(),
        found.profile().inOrder(problems).stream().map(Problem::toString).toList(),
        found.warnings(),
        found.files());
  }

  private Catalogue catalogue() {
    return Catalogue.of(in -> SondeConfig.read(in, builtIns));
  }
}
