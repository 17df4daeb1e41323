package com.example.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.ContainerRuntime;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.framework.CollectorRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The quick start over a runtime with one container. Over real ones: `QuickStartIT`.
@Timeout(60)
class QuickStartTest {
  @Test
  void output_isWhatTheDocumentShows() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var registry = new CollectorRegistry(Map.of(), List.of(new OneContainer()));
        var out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      QuickStart.run(registry, "web-server", out);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            # Basic usage
            container_cpu_usage_percent: 45.2 percent
            container_memory_usage_bytes: 1.34217728E8 bytes
            container_network_receive_bytes_total: 1024.0\s
            container_disk_read_bytes_total: 4096.0\s
            container_status: 1.0\s
            # Custom collector creation
            container_cpu_usage_percent{container_id="abc123",container_name="web-server",environment="production",image="nginx:latest",runtime="example"} 45.2 1640995200000
            # Creating custom collectors
            custom_metric{container_id="abc123"}: 42.0
            Healthy: true
            Last error: none
            Error count: 0
            """);
  }

  private static final class OneContainer implements ContainerRuntime {
    private static final Instant AT = Instant.ofEpochMilli(1_640_995_200_000L);

    @Override
    public String name() {
      return "example";
    }

    @Override
    public List<Container> containers() {
      return List.of(new Container("abc123", "web-server", "nginx:latest", name()));
    }

    @Override
    public List<MetricValue> measure(Container container) {
      return List.of(
          gauge("container_cpu_usage_percent", 45.2, "percent"),
          gauge("container_memory_usage_bytes", 134_217_728, "bytes"),
          new MetricValue("container_network_receive_bytes_total", 1024).at(AT),
          new MetricValue("container_disk_read_bytes_total", 4096).at(AT),
          new MetricValue("container_status", 1).at(AT));
    }

    private static MetricValue gauge(String name, double value, String unit) {
      return new MetricValue(name, value, AT, Labels.NONE, Kind.GAUGE, unit);
    }
  }
}
