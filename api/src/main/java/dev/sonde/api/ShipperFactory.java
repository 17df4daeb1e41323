package dev.sonde.api;

/// Makes a kind of shipper from configuration.
///
/// @param <C> its configuration: a record, compared with `equals` to see what a reload changed
public interface ShipperFactory<C> {
  /// Its value for `type`, lower case.
  String name();

  /// One sentence for people, shown in the reference.
  String help();

  /// Reads its configuration: all keys, with defaults and help. Keys `name`, `batch`, `retry`,
  /// `processors` and the like belong to the courier.
  C read(Settings settings);

  /// Makes a shipper. Touches no file and no network.
  Shipper create(C config, Surroundings surroundings);
}
