package dev.sonde.app;

import dev.sonde.engine.config.Bound;
import dev.sonde.engine.config.Catalogue;
import dev.sonde.engine.config.ConfigReader;
import dev.sonde.engine.config.EnvironmentLayer;
import dev.sonde.engine.config.FlagLayer;
import dev.sonde.engine.config.Layers;
import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Problems;
import dev.sonde.engine.config.References;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Reads the configuration, at the start and again at every reload.
final class Loader {
  private final Shell shell;
  private final Arguments arguments;
  private final BuiltIns builtIns;

  Loader(Shell shell, Arguments arguments, BuiltIns builtIns) {
    this.shell = shell;
    this.arguments = arguments;
    this.builtIns = builtIns;
  }

  Loaded load() {
    var problems = new Problems();
    var reader = new ConfigReader(problems);
    Path file = shell.directory().resolve(arguments.config().orElse("sonde.yaml"));
    Node.Mapping base =
        arguments.config().isPresent() || Files.exists(file)
            ? reader.read(file, file.toString())
            : Node.Mapping.EMPTY;
    Node.Mapping environment =
        new EnvironmentLayer(
                this::catalogue, Set.of("SONDE_JAVA_HOME", "SONDE_JAVA_OPTS"), problems)
            .read(shell.environment());
    Node.Mapping flags = new FlagLayer(this::catalogue, problems).read(arguments.sets());
    Node.Mapping tree = Layers.merge(List.of(base, environment, flags));
    Node.Mapping expanded =
        new References(shell.environment(), shell.directory(), problems).expand(tree);
    Bound<SondeConfig> bound = Bound.read(expanded, in -> SondeConfig.read(in, builtIns), problems);
    return new Loaded(
        "agent",
        "configuration: " + file,
        bound.value(),
        bound.effective().yaml(),
        problems.sorted().stream().map(Object::toString).toList(),
        List.of(),
        List.of(file),
        ExitCode.CONFIGURATION);
  }

  private Catalogue catalogue() {
    return Catalogue.of(in -> SondeConfig.read(in, builtIns));
  }
}
