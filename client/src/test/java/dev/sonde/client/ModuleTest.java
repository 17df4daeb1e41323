package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ModulePath;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ModuleTest {
  @Test
  void onAModulePath_itOpensAndCloses() throws Exception {
    ModuleLayer layer =
        ModulePath.layer("dev.sonde.client", "httpcore5-", "slf4j-api-", "re2j-", "zstd-jni-");
    ClassLoader loader = layer.findLoader("dev.sonde.client");
    Class<?> config = loader.loadClass("dev.sonde.client.SinkConfig");
    Class<?> sink = loader.loadClass("dev.sonde.client.MetricsSink");
    assertThat(sink.getModule().getName()).isEqualTo("dev.sonde.client");
    Object memory = config.getMethod("inMemory", String.class).invoke(null, "http://127.0.0.1:1");
    Object opened = sink.getMethod("open", config).invoke(null, memory);
    Object closing = sink.getMethod("close", Duration.class).invoke(opened, Duration.ZERO);
    assertThat(closing).hasToString("Closing[pending=0, lost=0]");
  }
}
