package dev.sonde.app;

import dev.sonde.api.GroupFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.engine.Plan.GroupPlan;
import java.util.function.Function;

/// One group of collectors, as configured.
///
/// @param works is it on, and is there anything to do?
/// @param config what its factory read
record GroupConfig(
    String name, boolean works, Object config, Function<Surroundings, GroupPlan<?>> plan) {
  static <C> GroupConfig read(Settings in, GroupFactory<C> factory) {
    boolean enabled = in.flag("enabled", true, "Does it run?");
    boolean live =
        in.flag(
            "live",
            factory.liveByDefault(),
            "Do its samples show on this machine's own pages, too?");
    C config = factory.read(in);
    return new GroupConfig(
        factory.name(),
        enabled && factory.hasWork(config),
        config,
        surroundings ->
            new GroupPlan<>(
                factory.name(), config, live, () -> factory.create(config, surroundings)));
  }
}
