package dev.sonde.api.store;

import dev.sonde.api.Labels;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import java.nio.file.Path;

/// Makes a kind of store from configuration.
///
/// @param <C> its configuration: a record, compared with `equals` to see what a reload changed
public interface StoreFactory<C> {
  /// Its value for `type`, lower case.
  String name();

  /// One sentence for people, shown in the reference.
  String help();

  /// Reads its configuration: all keys, with defaults and help. Keys of the courier (`batch`,
  /// `retry`, `processors` …) belong to that.
  C read(Settings settings);

  /// Does it keep files of its own? Then it is not made where nothing can be written.
  default boolean local() {
    return false;
  }

  /// What a configuration means on a machine whose own samples have these labels in the store,
  /// which what others pushed has not.
  default C on(C config, Labels own) {
    return config;
  }

  /// Makes a store. Touches no file and no network until it is used.
  ///
  /// @param folder for its files; made by the store when it needs one
  /// @param time says what is too old
  Store create(C config, Path folder, Time time, Surroundings surroundings);
}
