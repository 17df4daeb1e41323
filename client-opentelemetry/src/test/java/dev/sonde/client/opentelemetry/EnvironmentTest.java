package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.client.TestHub;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A program that knows nothing of Sonde, configured from outside.
@Timeout(600)
class EnvironmentTest {
  private final TestHub hub = TestHub.open();
  @TempDir private Path folder;

  EnvironmentTest() throws IOException {}

  @AfterEach
  void close() throws InterruptedException {
    TestHub.awaitLetGo();
    hub.close();
  }

  @Test
  void settingsAlone_areEnough() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "sesame-open\n");
    Map<String, String> settings = settings();
    settings.put("key.file", key.toString());
    settings.put("default.histogram.aggregation", "BASE2_EXPONENTIAL_BUCKET_HISTOGRAM");
    settings.put("timeout", "20s");
    settings.put("close.timeout", "60000");
    settings.put("max.bytes", "8000000");
    try (OpenTelemetrySdk sdk = sdk(settings)) {
      sdk.getMeter("carts").counterBuilder("orders").build().add(3);
      sdk.getMeter("carts").histogramBuilder("sizes").build().record(7);
    }
    TestHub.awaitLetGo();
    assertThat(hub.rows())
        .anyMatch(row ->
            row.series()
                    .equals("orders_total{instance=\"7\",job=\"shop\",otel_scope_name=\"carts\"}")
                && row.value() == 3)
        .anyMatch(row ->
            row.series().equals("sizes{instance=\"7\",job=\"shop\",otel_scope_name=\"carts\"}")
                && row.extras().size() == 1);
    assertThat(hub.keys()).contains("sesame-open");
  }

  @Test
  void memory_isForThoseWithoutAFolder() throws Exception {
    Map<String, String> settings = settings();
    settings.remove("folder");
    settings.put("memory", "true");
    settings.put("close.timeout", "60000");
    settings.put("key", "sesame-open");
    try (OpenTelemetrySdk sdk = sdk(settings)) {
      sdk.getMeter("carts").counterBuilder("orders").build().add(3);
    }
    TestHub.awaitLetGo();
    assertThat(hub.taken()).anyMatch(line -> line.startsWith("orders_total"));
    assertThat(hub.keys()).contains("sesame-open");
  }

  @ParameterizedTest
  @CsvSource({
    "folder, '', otel.exporter.sonde.folder is not set",
    "memory, true, are both set",
    "endpoint, ftp://hub, otel.exporter.sonde.endpoint is not a URL",
    "timeout, 1h, zero to ten minutes",
    "close.timeout, soon, close.timeout",
    "max.bytes, 5, 4194304",
    "key.file, /no/such/file, /no/such/file",
    "default.histogram.aggregation, FINE, BASE2_EXPONENTIAL_BUCKET_HISTOGRAM",
  })
  void whatIsWrong_isSaid(String setting, String value, String said) {
    Map<String, String> settings = settings();
    settings.put(setting, value);
    assertThatThrownBy(() -> sdk(settings).close())
        .isInstanceOf(ConfigurationException.class)
        .hasStackTraceContaining(said);
  }

  @Test
  void folderThatIsAFile_isSaid() throws Exception {
    Map<String, String> settings = settings();
    settings.put("folder", Files.createFile(folder.resolve("file")).toString());
    assertThatThrownBy(() -> sdk(settings).close())
        .isInstanceOf(ConfigurationException.class)
        .hasStackTraceContaining("file");
  }

  @Test
  void keys_areNotSaid() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "ses\u0007ame".repeat(2_000));
    for (Map.Entry<String, String> each :
        List.of(
            Map.entry("key", "ses\u0007ame"),
            Map.entry("key.file", file.toString()),
            Map.entry("key.file", folder.toString()))) {
      Map<String, String> settings = settings();
      settings.put(each.getKey(), each.getValue());
      assertThatThrownBy(() -> sdk(settings).close())
          .isInstanceOf(ConfigurationException.class)
          .hasMessageNotContaining("ame\u0007")
          .hasMessageNotContaining("\u0007ame");
    }
    Map<String, String> both = settings();
    both.put("key", "sesame");
    both.put("key.file", "/key");
    assertThatThrownBy(() -> sdk(both).close())
        .hasStackTraceContaining("one is enough")
        .hasMessageNotContaining("sesame");
  }

  private Map<String, String> settings() {
    var settings = new HashMap<String, String>();
    settings.put("endpoint", hub.url());
    settings.put("folder", folder.resolve("metrics").toString());
    return settings;
  }

  private static OpenTelemetrySdk sdk(Map<String, String> settings) {
    var all = new HashMap<String, String>();
    settings.forEach((key, value) -> all.put("otel.exporter.sonde." + key, value));
    all.put("otel.metrics.exporter", "sonde");
    all.put("otel.traces.exporter", "none");
    all.put("otel.logs.exporter", "none");
    all.put("otel.service.name", "shop");
    all.put("otel.resource.attributes", "service.instance.id=7");
    return AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesSupplier(() -> all)
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }
}
