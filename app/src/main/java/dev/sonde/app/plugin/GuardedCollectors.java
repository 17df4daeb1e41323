package dev.sonde.app.plugin;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Surroundings;
import java.time.Duration;
import java.util.Optional;

/// A plugin's factory of collectors.
final class GuardedCollectors extends GuardedFactory implements CollectorFactory<KeptConfig> {
  private final CollectorFactory<Object> of;
  private final boolean onByDefault;
  private final Optional<Duration> usualInterval;

  @SuppressWarnings("unchecked") // what it reads is given back to it alone
  GuardedCollectors(CollectorFactory<?> of, Told told, Guard guard) {
    super(told, guard, of::read);
    this.of = (CollectorFactory<Object>) of;
    this.onByDefault = of.onByDefault();
    this.usualInterval = of.usualInterval();
  }

  @Override
  public boolean onByDefault() {
    return onByDefault;
  }

  @Override
  public Optional<Duration> usualInterval() {
    return usualInterval;
  }

  @Override
  public Collector create(KeptConfig config, Surroundings surroundings) {
    try {
      return guard.ask(
          "create",
          guard.usual(),
          () -> GuardedCollector.of(of.create(config.value(), surroundings), guard));
    } catch (PluginException failed) {
      return _ -> {
        throw new PluginException("it could not be made: " + failed.getMessage());
      };
    }
  }
}
