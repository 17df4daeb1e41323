package dev.sonde.app.plugin;

import dev.sonde.api.Settings;
import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;

/// A plugin's factory of shippers. One that can't be made fails when it is used, again and again,
/// and what is for it waits in the journal.
final class GuardedShippers implements ShipperFactory<KeptConfig> {
  private final ShipperFactory<Object> of;
  private final Told told;
  private final Guard guard;

  @SuppressWarnings("unchecked") // what it reads is given back to it alone
  GuardedShippers(ShipperFactory<?> of, Told told, Guard guard) {
    this.of = (ShipperFactory<Object>) of;
    this.told = told;
    this.guard = guard;
  }

  @Override
  public String name() {
    return told.name();
  }

  @Override
  public String help() {
    return told.help();
  }

  @Override
  public KeptConfig read(Settings settings) {
    return KeptConfig.read(guard, settings, of::read);
  }

  @Override
  public Shipper create(KeptConfig config, Surroundings surroundings) {
    return new GuardedShipper(guard, () -> of.create(config.value(), surroundings));
  }
}
