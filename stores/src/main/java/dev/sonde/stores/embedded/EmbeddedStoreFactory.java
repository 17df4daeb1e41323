package dev.sonde.stores.embedded;

import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.api.store.StoreFactory;
import java.nio.file.Path;

/// Makes stores that keep history in a file of their own.
public final class EmbeddedStoreFactory implements StoreFactory<EmbeddedConfig> {
  /// A factory.
  public EmbeddedStoreFactory() {}

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public String help() {
    return "Keeps history in a file on this machine, with nothing to install.";
  }

  @Override
  public boolean local() {
    return true;
  }

  @Override
  public EmbeddedConfig read(Settings settings) {
    return EmbeddedConfig.read(settings);
  }

  @Override
  public Store create(EmbeddedConfig config, Path folder, Time time, Surroundings surroundings) {
    return new EmbeddedStore(config, folder, time, surroundings);
  }
}
