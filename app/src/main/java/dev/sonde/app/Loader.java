package dev.sonde.app;

import dev.sonde.app.config.ConfigFinder;
import dev.sonde.app.config.ConfigSources;
import dev.sonde.app.config.Configuration;
import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.Catalogue;
import dev.sonde.engine.config.NamedFiles;
import dev.sonde.engine.config.Problem;
import dev.sonde.engine.config.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
    NamedFiles named = found.named();
    Bound<SondeConfig> bound =
        Bound.read(found.tree(), named, in -> SondeConfig.read(in, builtIns), problems);
    return new Loaded(
        found.profile(),
        found.description(),
        bound.value(),
        bound.effective().yaml(),
        told(found.profile().inOrder(problems)),
        joined(found.warnings(), told(bound.notices().sorted())),
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
