package dev.sonde.api;

/// Makes a kind of generator from configuration.
///
/// @param <C> its configuration: a record, compared with `equals` to see what a reload changed
public interface GeneratorFactory<C> {
  /// Its key under `generators:`, lower case.
  String name();

  /// One sentence for people, shown in the reference.
  String help();

  /// Reads its configuration: all keys, with defaults and help. Must be the same whatever the
  /// values, as the reference is made from it. Key `enabled` belongs to the engine.
  C read(Settings settings);

  /// Is there anything to do? A generator without work is not made.
  boolean hasWork(C config);

  /// Makes a generator. Touches no file and no network.
  Generator create(C config, Surroundings surroundings);
}
