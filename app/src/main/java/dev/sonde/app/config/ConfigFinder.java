package dev.sonde.app.config;

import dev.sonde.engine.config.Catalogue;
import dev.sonde.engine.config.EnvironmentLayer;
import dev.sonde.engine.config.FlagLayer;
import dev.sonde.engine.config.Layers;
import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Problems;
import dev.sonde.engine.config.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Finds the configuration, finds out the profile, and lays everything over each other: profile,
/// file, `conf.d`, the profile's environment names, `SONDE_…`, flags.
public final class ConfigFinder {
  private static final Set<String> READ_ELSEWHERE =
      Set.of("SONDE_JAVA_HOME", "SONDE_JAVA_OPTS", "SONDE_PLUGINS", "SONDE_EXEC_RUN");

  private final ConfigSources sources;
  private final Supplier<Catalogue> catalogue;

  /// @param catalogue the keys that environment and flags may set; asked for only when needed
  public ConfigFinder(ConfigSources sources, Supplier<Catalogue> catalogue) {
    this.sources = sources;
    this.catalogue = catalogue;
  }

  /// Finds and merges; mistakes go to `problems`.
  public Configuration find(Problems problems) {
    Map<String, String> environment = sources.environment();
    List<String> warnings = new ArrayList<>();
    Node.Mapping flags = new FlagLayer(catalogue, problems).read(sources.sets());
    Node.Mapping variables =
        new EnvironmentLayer(catalogue, READ_ELSEWHERE, problems).read(environment);
    ConfigFiles files = ConfigFiles.read(sources);
    Node.Mapping said = Layers.merge(List.of(files.main(), files.beside(), variables, flags));
    Profile profile = new ProfileChoice(files, said, environment, problems).profile();
    files.noteProblems(problems, profile);
    String store = store(said, profile);

    References references = new References(environment, sources.workingFolder(), problems);
    MetricsdTranslation metricsd = new MetricsdTranslation(problems, warnings);
    Node.Mapping main = files.main();
    if (profile == Profile.METRICSD) {
      main = translate(metricsd, references, main, warnings);
    }
    LogLevels levels = new LogLevels(warnings);
    Node.Mapping tree =
        Layers.merge(
            List.of(
                profile.defaults(store),
                labels(profile),
                main,
                files.beside(),
                new EnvironmentNames(environment, profile, store, problems, warnings).layer(),
                metricsd.fromEnvironment(),
                levels.environment(environment, profile),
                variables,
                flags,
                sources.logLevel().map(levels::flag).orElse(Node.Mapping.EMPTY)));
    return new Configuration(
        profile,
        "configuration: " + files.shown() + "; profile " + profile.shown(),
        references.expand(tree),
        files.looked(),
        warnings,
        metricsd.shipper(),
        metricsd.endpoints(),
        files.named(sources.workingFolder()));
  }

  /// Defaults and variables of a profile are about one type of store.
  private static String store(Node.Mapping said, Profile profile) {
    return said.at("store") instanceof Node.Mapping store
            && store.at("type") instanceof Node.Scalar type
            && !type.blank()
        ? type.text()
        : profile.store();
  }

  private Node.Mapping labels(Profile profile) {
    return profile == Profile.METRICSD
        ? MetricsdEnvironment.labels(sources.environment())
        : Node.Mapping.EMPTY;
  }

  /// Only a file in metricsd's form is translated; the profile may also be chosen for one of ours,
  /// and then its environment names still count.
  private Node.Mapping translate(
      MetricsdTranslation metricsd,
      References references,
      Node.Mapping main,
      List<String> warnings) {
    boolean foreign = MetricsdForm.possible(main);
    Node.Mapping file =
        foreign ? MetricsdForm.lowerCase(references.expand(main)) : Node.Mapping.EMPTY;
    Node.Mapping variables = MetricsdEnvironment.tree(sources.environment(), warnings);
    metricsd.translate(Layers.merge(List.of(file, variables)));
    return foreign ? metricsd.fromFile() : main;
  }
}
