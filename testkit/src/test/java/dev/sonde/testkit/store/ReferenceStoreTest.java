package dev.sonde.testkit.store;

import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

class ReferenceStoreTest extends StoreContract {
  private @Nullable ReferenceStore opened;

  @Override
  protected Store open(ManualTime time, Duration retention) {
    ReferenceStore store = opened;
    if (store == null) {
      store = new ReferenceStore(time, retention);
      opened = store;
    }
    return store;
  }
}
