package dev.sonde.app;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import java.util.function.Function;

/// The configuration of one group of collectors: what its factory read.
///
/// @param hasWork is there anything to do?
record GroupConfig(
    String name,
    boolean enabled,
    boolean hasWork,
    Object config,
    Function<Surroundings, CollectorGroup<?>> make) {
  static <C> GroupConfig read(Settings in, GroupFactory<C> factory) {
    boolean enabled = in.flag("enabled", true, "Does it run?");
    C config = factory.read(in);
    return new GroupConfig(
        factory.name(),
        enabled,
        factory.hasWork(config),
        config,
        surroundings -> factory.create(config, surroundings));
  }
}
