package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.client.TestHub;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class QuickStartTest {
  @TempDir private Path folder;

  @Test
  void whatItMeasures_arrives() throws Exception {
    try (var hub = TestHub.open()) {
      QuickStart.main(hub.url(), folder.toString());
      hub.await(1);
      assertThat(hub.taken()).anyMatch(line -> line.startsWith("orders_total{"));
    }
  }
}
