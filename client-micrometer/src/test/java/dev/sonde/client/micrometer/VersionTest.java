package dev.sonde.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;

/// These tests run twice: with the newest Micrometer, and with the oldest.
class VersionTest {
  @Test
  void micrometer_isTheOneThatIsMeant() {
    assertThat(MeterRegistry.class.getPackage().getImplementationVersion())
        .isEqualTo(System.getProperty("micrometer"));
  }
}
