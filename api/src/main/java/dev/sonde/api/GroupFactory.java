package dev.sonde.api;

/// Makes a kind of collector that has many members, from configuration.
///
/// @param <C> its configuration: a record, compared with `equals` to see what a reload changed
public interface GroupFactory<C> {
  /// Its key under `collectors:`, lower case.
  String name();

  /// One sentence for people, shown in the reference.
  String help();

  /// Reads its configuration: all keys, with defaults and help. Must be the same whatever the
  /// values, as the reference is made from it. Keys `enabled` and `live` belong to the engine.
  C read(Settings settings);

  /// Do the samples of its members show on this machine's own pages when the configuration says
  /// nothing of it? They should where they are this machine's.
  default boolean liveByDefault() {
    return false;
  }

  /// Is there anything to do? A group without work is not made.
  boolean hasWork(C config);

  /// Makes a group. Touches no file and no network.
  CollectorGroup<C> create(C config, Surroundings surroundings);
}
