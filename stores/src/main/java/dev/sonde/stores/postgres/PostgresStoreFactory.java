package dev.sonde.stores.postgres;

import dev.sonde.api.Labels;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.api.store.StoreFactory;
import java.nio.file.Path;

/// Makes stores of type `postgres`.
public final class PostgresStoreFactory implements StoreFactory<PostgresConfig> {
  /// A factory.
  public PostgresStoreFactory() {}

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String help() {
    return "Keeps history in a PostgreSQL server, 15 or newer.";
  }

  @Override
  public PostgresConfig read(Settings settings) {
    return PostgresConfig.read(settings);
  }

  @Override
  public PostgresConfig on(PostgresConfig config, Labels own) {
    return config.on(own);
  }

  @Override
  public Store create(PostgresConfig config, Path folder, Time time, Surroundings surroundings) {
    return new PostgresStore(config, time, new Connector(config, surroundings.blocking()));
  }
}
