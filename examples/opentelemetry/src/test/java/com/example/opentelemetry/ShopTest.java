package com.example.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.client.SinkConfig;
import dev.sonde.client.TestHub;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.nio.file.Path;
import java.time.Duration;
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
      var config = SinkConfig.inFolder(hub.url(), folder).withCloseWithin(Duration.ofMinutes(1));
      try (SdkMeterProvider provider = Shop.provider(config)) {
        Shop.sell(provider);
      }
      hub.await(1); // an export is taken whole
      assertThat(hub.taken())
          .anyMatch(line -> line.matches("orders_total\\{.*paid=\"cash\".*} 1.0 @.*"))
          .anyMatch(line -> line.matches("checkout_seconds_sum\\{.*} 0.15 @.*"))
          .anyMatch(line -> line.matches("checkout_seconds_bucket\\{.*le=\"5.0\".*} 1.0 @.*"))
          .anyMatch(line -> line.startsWith("queue{"));
    }
  }
}
