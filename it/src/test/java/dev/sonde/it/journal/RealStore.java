package dev.sonde.it.journal;

import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.engine.BlockingCalls;
import dev.sonde.it.Postgres;
import dev.sonde.stores.embedded.EmbeddedStoreFactory;
import dev.sonde.stores.postgres.PostgresStoreFactory;
import dev.sonde.testkit.MapSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Sonde's own stores, as its configuration would make them.
public final class RealStore {
  private RealStore() {}

  /// One that keeps its files here.
  public static Store embedded(Path folder, Time time, Duration retention) {
    var factory = new EmbeddedStoreFactory();
    Map<String, Object> keys = Map.of("retention", retention.toSeconds() + "s");
    return factory.create(factory.read(new MapSettings(keys)), folder, time, surroundings());
  }

  /// One in a server on this machine.
  public static Store postgres(int port, Time time) {
    var factory = new PostgresStoreFactory();
    Map<String, Object> keys =
        Map.of(
            "host",
            List.of("127.0.0.1:" + port),
            "database",
            Postgres.DATABASE,
            "user",
            Postgres.USER,
            "password",
            Postgres.PASSWORD);
    return factory.create(
        factory.read(new MapSettings(keys)), Path.of("unused"), time, surroundings());
  }

  private static Surroundings surroundings() {
    return new Surroundings(Map.of(), new BlockingCalls());
  }
}
