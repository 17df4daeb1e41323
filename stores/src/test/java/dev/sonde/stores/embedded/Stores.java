package dev.sonde.stores.embedded;

import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.DirectCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Opens stores for tests.
final class Stores {
  static final long ENOUGH = 1L << 40;

  private Stores() {}

  static Store open(Path folder, Time time, Duration retention) {
    return open(folder, time, new EmbeddedConfig(retention, Duration.ZERO, ENOUGH));
  }

  static Vault vault(Path folder, Time time) {
    return new Vault(folder, time, new Surroundings(Map.of(), new DirectCalls()));
  }

  static Store open(Path folder, Time time, EmbeddedConfig config) {
    return new EmbeddedStoreFactory()
        .create(config, folder, time, new Surroundings(Map.of(), new DirectCalls()));
  }
}
