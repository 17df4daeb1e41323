package dev.sonde.client.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.tck.MeterRegistryCompatibilityKit;
import java.time.Duration;

/// Micrometer's own kit.
class CompatibilityTest extends MeterRegistryCompatibilityKit {
  @Override
  public MeterRegistry registry() {
    return new SondeMeterRegistry(Properties.still(), new MockClock());
  }

  @Override
  public Duration step() {
    return Properties.still().step();
  }
}
