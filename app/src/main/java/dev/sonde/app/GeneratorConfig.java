package dev.sonde.app;

import dev.sonde.api.Generator;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One generator, as configured.
///
/// @param works is it on, and is there anything to do?
/// @param config what its factory read
record GeneratorConfig(
    String name, boolean works, Object config, Function<Surroundings, Generator> make) {
  /// The section `generators`: it may always be written, and stands in the reference once there is
  /// one to write in it.
  static List<GeneratorConfig> list(Settings in, BuiltIns builtIns) {
    if (builtIns.generators().isEmpty() && !in.has("generators")) {
      return List.of();
    }
    return in.section("generators", "What emits by itself.", each -> read(each, builtIns));
  }

  private static List<GeneratorConfig> read(Settings in, BuiltIns builtIns) {
    SondeConfig.passOver(in, "generator", builtIns);
    var all = new ArrayList<GeneratorConfig>();
    for (var factory : builtIns.generators()) {
      all.add(in.section(factory.name(), factory.help(), section -> read(section, factory)));
    }
    return all;
  }

  private static <C> GeneratorConfig read(Settings in, GeneratorFactory<C> factory) {
    boolean enabled = in.flag("enabled", true, "Does it run?");
    C config = factory.read(in);
    return new GeneratorConfig(
        factory.name(),
        enabled && factory.hasWork(config),
        config,
        surroundings -> factory.create(config, surroundings));
  }
}
