package dev.sonde.app.plugin;

import dev.sonde.api.CollectorFactory;
import dev.sonde.api.GeneratorFactory;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.ProcessorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.store.StoreFactory;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Something that a plugin may bring: a line here, and one in `module-info.java`.
///
/// @param type what its classes implement
/// @param kind what people call it; names are their own among those of one kind
/// @param guarded puts the guard before a factory
record Extension<F>(
    Class<F> type,
    String kind,
    Function<F, String> name,
    Function<F, String> help,
    BiFunction<F, Settings, Object> read,
    Guarding<F> guarded) {
  /// All of them.
  @SuppressWarnings("rawtypes") // the literal of a class has no type arguments
  static final List<Extension<?>> ALL =
      List.of(
          new Extension<>(
              CollectorFactory.class,
              "collector",
              CollectorFactory::name,
              CollectorFactory::help,
              CollectorFactory::read,
              GuardedCollectors::new),
          new Extension<>(
              GroupFactory.class,
              "collector",
              GroupFactory::name,
              GroupFactory::help,
              GroupFactory::read,
              GuardedGroups::new),
          new Extension<>(
              GeneratorFactory.class,
              "generator",
              GeneratorFactory::name,
              GeneratorFactory::help,
              GeneratorFactory::read,
              GuardedGenerators::new),
          new Extension<>(
              ProcessorFactory.class,
              "processor",
              ProcessorFactory::name,
              ProcessorFactory::help,
              ProcessorFactory::read,
              GuardedProcessors::new),
          new Extension<>(
              ShipperFactory.class,
              "shipper",
              ShipperFactory::name,
              ShipperFactory::help,
              ShipperFactory::read,
              GuardedShippers::new),
          new Extension<>(
              StoreFactory.class,
              "store",
              StoreFactory::name,
              StoreFactory::help,
              StoreFactory::read,
              GuardedStores::new));

  /// Puts the guard before a factory.
  @FunctionalInterface
  interface Guarding<F> {
    Object guard(F factory, Told told, Guard guard);
  }
}
