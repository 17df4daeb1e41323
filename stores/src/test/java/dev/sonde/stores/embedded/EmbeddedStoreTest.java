package dev.sonde.stores.embedded;

import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.store.StoreContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest extends StoreContract {
  @TempDir private Path folder = Path.of("");

  @Override
  protected Store open(ManualTime time, Duration retention) {
    return Stores.open(folder, time, retention);
  }
}
