package dev.sonde.app.plugin;

import dev.sonde.api.Shipper;
import dev.sonde.api.ShipperFactory;
import dev.sonde.api.Surroundings;

/// A plugin's factory of shippers. One that can't be made fails when it is used, again and again,
/// and what is for it waits in the journal.
final class GuardedShippers extends GuardedFactory implements ShipperFactory<KeptConfig> {
  private final ShipperFactory<Object> of;

  @SuppressWarnings("unchecked") // what it reads is given back to it alone
  GuardedShippers(ShipperFactory<?> of, Told told, Guard guard) {
    super(told, guard, of::read);
    this.of = (ShipperFactory<Object>) of;
  }

  @Override
  public Shipper create(KeptConfig config, Surroundings surroundings) {
    return new GuardedShipper(guard, () -> of.create(config.value(), surroundings));
  }
}
