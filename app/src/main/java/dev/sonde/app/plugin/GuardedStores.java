package dev.sonde.app.plugin;

import dev.sonde.api.Labels;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.api.store.StoreFactory;
import java.nio.file.Path;

/// A plugin's factory of stores. A store itself is called as Sonde's own are: its courier, its
/// housekeeping and questions to it have threads of their own.
final class GuardedStores extends GuardedFactory implements StoreFactory<KeptConfig> {
  private final StoreFactory<Object> of;
  private final boolean local;

  @SuppressWarnings("unchecked") // what it reads is given back to it alone
  GuardedStores(StoreFactory<?> of, Told told, Guard guard) {
    super(told, guard, of::read);
    this.of = (StoreFactory<Object>) of;
    this.local = of.local();
  }

  @Override
  public boolean local() {
    return local;
  }

  @Override
  public KeptConfig on(KeptConfig config, Labels own) {
    return config.with(of.on(config.value(), own));
  }

  @Override
  public Store create(KeptConfig config, Path folder, Time time, Surroundings surroundings) {
    return guard.ask(
        "create", guard.usual(), () -> of.create(config.value(), folder, time, surroundings));
  }
}
