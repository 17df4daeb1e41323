package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientConfigTest {
  private static final String WHOLE =
      """
      {"server": {"host": "metrics.example", "port": 5001},
       "logging_config": {"console_output": {"enabled": true, "level": "INFO"}},
       "metrics": {"system_metrics_interval_seconds": 2.5,
                   "endpoints": {"system_metrics": "/ws/metrics", "game_metrics": "/ws/game_metrics"}}}
      """;

  @TempDir private Path folder;

  @Test
  void document002sFile_isRead() throws Exception {
    assertThat(read(WHOLE))
        .isEqualTo(
            new ClientConfig("ws://metrics.example:5001/ws/metrics", Duration.ofMillis(2_500)));
  }

  @Test
  void whatIsNotWritten_isAsInTheDocument() throws Exception {
    assertThat(read("{}"))
        .isEqualTo(new ClientConfig("ws://localhost:5000/ws/metrics", Duration.ofSeconds(15)));
  }

  @Test
  void mistakes_nameTheirKey() {
    refused("{\"server\": {\"port\": 0}}", "port");
    refused("{\"server\": {\"port\": \"x\"}}", "port");
    refused("{\"server\": {\"host\": 5}}", "host");
    refused("{\"metrics\": {\"system_metrics_interval_seconds\": -1}}", "interval_seconds");
    refused("[]", "no JSON object");
    refused("{", "no JSON");
  }

  @Test
  void fileThatIsTooLarge_isRefused() {
    refused("{\"a\": \"" + "x".repeat(1 << 20) + "\"}", "larger than a megabyte");
  }

  @Test
  void anyBytes_areReadOrRefused() throws Exception {
    var random = new Random(3);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
      for (int i = random.nextInt(1, 6); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("config.json"), bytes);
      try {
        assertThat(HubAddress.of(ClientConfig.read(file).url())).endsWith("/api/v1/batches");
      } catch (IOException | IllegalArgumentException said) {
        assertThat(said.getMessage()).isNotEmpty();
      }
    }
  }

  @Test
  void addresses_meanTheSameHub() {
    for (String each :
        new String[] {
          "http://hub:9100",
          "http://hub:9100/",
          "ws://hub:9100/ws/metrics",
          "WS://hub:9100",
          "http://hub:9100/api/v1/batches"
        }) {
      assertThat(HubAddress.of(each)).isEqualTo("http://hub:9100/api/v1/batches");
    }
    assertThat(HubAddress.of("wss://hub/behind/ws/metrics"))
        .isEqualTo("https://hub/behind/api/v1/batches");
    assertThatThrownBy(() -> HubAddress.of("hub:9100"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private ClientConfig read(String text) throws IOException {
    return ClientConfig.read(Files.writeString(folder.resolve("config.json"), text));
  }

  private void refused(String text, String why) {
    assertThatThrownBy(() -> read(text)).hasMessageContaining(why);
  }
}
