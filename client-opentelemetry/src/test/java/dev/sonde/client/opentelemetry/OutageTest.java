package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.client.SinkConfig;
import dev.sonde.client.TestHub;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An hour without a hub, by the program's clock.
@Timeout(600)
class OutageTest {
  private static final int HOUR = 60;

  @TempDir private Path folder;

  @Test
  void hourWithoutAHub_costsNoSample() throws Exception {
    SteppedClock clock = SteppedClock.before(Duration.ofHours(2));
    var wanted = new ArrayList<String>();
    try (var hub = TestHub.open()) {
      hub.down();
      var exporter = SondeMetricExporter.open(SinkConfig.inFolder(hub.url(), folder));
      try (SdkMeterProvider provider = Shop.provider(exporter, "a", clock)) {
        LongCounter orders = provider.get("shop").counterBuilder("orders").build();
        for (int i = 1; i <= HOUR; i++) {
          orders.add(1);
          clock.step(Duration.ofMinutes(1));
          assertThat(provider.forceFlush().join(1, TimeUnit.MINUTES).isSuccess()).isTrue();
          wanted.add(
              "orders_total{instance=\"a\",otel_scope_name=\"shop\"} %s @%d"
                  .formatted((double) i, clock.millis()));
        }
        long taken = exporter.status().taken();
        assertThat(exporter.status().pending()).isEqualTo(taken);
        assertThat(hub.taken()).isEmpty();
        hub.up();
        hub.await((int) taken);
        assertThat(hub.taken().stream().filter(each -> each.startsWith("orders_total")))
            .containsExactlyElementsOf(wanted);
        clock.step(Duration.ofMinutes(1));
      }
      TestHub.awaitLetGo();
    }
  }
}
