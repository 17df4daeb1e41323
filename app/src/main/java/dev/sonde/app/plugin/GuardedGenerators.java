package dev.sonde.app.plugin;

import dev.sonde.api.Generator;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.Surroundings;

/// A plugin's factory of generators.
final class GuardedGenerators extends GuardedFactory implements GeneratorFactory<KeptConfig> {
  private final GeneratorFactory<Object> of;

  @SuppressWarnings("unchecked") // what it reads is given back to it alone
  GuardedGenerators(GeneratorFactory<?> of, Told told, Guard guard) {
    super(told, guard, of::read);
    this.of = (GeneratorFactory<Object>) of;
  }

  @Override
  public boolean hasWork(KeptConfig config) {
    return guard.ask("hasWork", guard.quick(), () -> of.hasWork(config.value()), false);
  }

  @Override
  public Generator create(KeptConfig config, Surroundings surroundings) {
    try {
      return guard.ask(
          "create",
          guard.usual(),
          () -> GuardedGenerator.of(of.create(config.value(), surroundings), guard));
    } catch (PluginException failed) {
      return _ -> {
        throw new PluginException("it could not be made: " + failed.getMessage());
      };
    }
  }
}
