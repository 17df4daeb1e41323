package dev.sonde.app;

import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.api.store.StoreFactory;
import dev.sonde.testkit.store.ReferenceStore;
import java.nio.file.Path;
import java.time.Duration;

/// Makes stores in memory.
record FakeStoreFactory(String name, boolean local) implements StoreFactory<Duration> {
  private static final Duration LONG = Duration.ofDays(36_500);

  @Override
  public String help() {
    return "For tests.";
  }

  @Override
  public Duration read(Settings settings) {
    return settings.duration("retention", LONG, Duration.ofDays(1), LONG, "How long.");
  }

  @Override
  public Store create(Duration config, Path folder, Time time, Surroundings surroundings) {
    return new ReferenceStore(time, config);
  }
}
