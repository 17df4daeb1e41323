package dev.sonde.app;

import dev.sonde.app.config.ConfigFinder;
import dev.sonde.app.config.ConfigSources;
import dev.sonde.app.config.Configuration;
import dev.sonde.app.plugin.Plugins;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.Catalogue;
import dev.sonde.engine.config.NamedFiles;
import dev.sonde.engine.config.Problem;
import dev.sonde.engine.config.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the configuration, at the start and again at every reload. Plugins are loaded when it is
/// made; where there are none, not even a lambda names their classes, as that would load them.
final class Loader {
  private static final Path ETC = Path.of("/etc");

  private final ConfigSources sources;
  private final BuiltIns builtIns;
  private final Optional<Plugins> plugins;

  Loader(Shell shell, Arguments arguments, BuiltIns builtIns) {
    this.sources =
        new ConfigSources(
            arguments.config(),
            arguments.sets(),
            arguments.logLevel(),
            shell.environment(),
            shell.directory(),
            ETC);
    Optional<Path> folder = PluginFolder.of(shell, arguments).inUse();
    if (folder.isPresent()) {
      Plugins found = Plugins.load(folder.get(), builtIns.names());
      this.plugins = Optional.of(found);
      this.builtIns = builtIns.with(found);
    } else {
      this.plugins = Optional.empty();
      this.builtIns = builtIns;
    }
  }

  /// The plugins that were found when this was made; empty when there is no jar at all.
  Optional<Plugins> plugins() {
    return plugins;
  }

  /// Reads everything anew. Never throws for what it finds.
  Loaded load() {
    var problems = new Problems();
    Configuration found = new ConfigFinder(sources, this::catalogue).find(problems);
    NamedFiles named = found.named();
    Bound<SondeConfig> bound =
        Bound.read(found.tree(), named, in -> SondeConfig.read(in, builtIns), problems);
    return new Loaded(
        found.profile(),
        found.description(),
        bound.value(),
        bound.effective().yaml(),
        told(found.profile().inOrder(problems)),
        joined(builtIns.leftOut(), joined(found.warnings(), told(bound.notices().sorted()))),
        joined(found.files(), named.looked()));
  }

  private static List<String> told(List<Problem> problems) {
    return problems.stream().map(Problem::toString).toList();
  }

  private static <T> List<T> joined(List<T> first, List<T> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  private Catalogue catalogue() {
    return Catalogue.of(in -> SondeConfig.read(in, builtIns));
  }
}
