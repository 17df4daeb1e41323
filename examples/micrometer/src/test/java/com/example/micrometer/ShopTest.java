package com.example.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.client.TestHub;
import dev.sonde.client.micrometer.SondeMeterRegistry;
import io.micrometer.core.instrument.Clock;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The program, and a hub.
@Timeout(120)
class ShopTest {
  @TempDir private Path folder;

  @Test
  void whatItMeasures_arrives() throws Exception {
    try (var hub = TestHub.open()) {
      var config =
          Shop.config(
              Map.of("sonde.folder", folder.toString()),
              Map.of("SONDE_URL", hub.url(), "SONDE_CLOSE_WITHIN", "1m"));
      var registry = new SondeMeterRegistry(config, Clock.SYSTEM);
      Shop.sell(registry);
      registry.close();
      assertThat(hub.taken())
          .anyMatch(line -> line.startsWith("orders_total{paid=\"cash\",shop=\"berlin\"} 1.0 @"))
          .anyMatch(line -> line.startsWith("checkout_seconds_sum{shop=\"berlin\"} 0.15 @"))
          .anyMatch(
              line -> line.startsWith("checkout_seconds_bucket{le=\"0.2\",shop=\"berlin\"} 1.0 @"))
          .anyMatch(line -> line.startsWith("queue{shop=\"berlin\"} "));
    }
  }
}
