package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ModulePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ModuleTest {
  private static final String NAME = "dev.sonde.client.opentelemetry";

  @Test
  void onAModulePath_itOpensAndCloses() throws Exception {
    ModuleLayer layer =
        ModulePath.layer(NAME, "httpcore5-", "slf4j-api-", "re2j-", "zstd-jni-", "opentelemetry-");
    ClassLoader loader = layer.findLoader(NAME);
    Class<?> config = loader.loadClass("dev.sonde.client.SinkConfig");
    Class<?> exporter = loader.loadClass(NAME + ".SondeMetricExporter");
    assertThat(exporter.getModule().getName()).isEqualTo(NAME);
    Object memory = config.getMethod("inMemory", String.class).invoke(null, "http://127.0.0.1:1");
    Object opened = exporter.getMethod("open", config).invoke(null, memory);
    Object status = exporter.getMethod("status").invoke(opened);
    assertThat(status).asString().contains("durable=false");
    exporter.getMethod("close").invoke(opened);
  }

  @Test
  void onAModulePath_autoconfigurationFindsIt() {
    ModuleLayer layer =
        ModulePath.layer(NAME, "httpcore5-", "slf4j-api-", "re2j-", "zstd-jni-", "opentelemetry-");
    assertThat(layer.findModule(NAME).orElseThrow().getDescriptor().provides())
        .singleElement()
        .satisfies(each ->
            assertThat(each.providers()).containsExactly(NAME + ".SondeMetricExporterProvider"));
  }
}
