package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.FaultyPeer;
import dev.sonde.testkit.Reaction;
import dev.sonde.testkit.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The metrics push client as a program: its environment alone, in the folder where it ran.
final class PushClientIT {
  @TempDir private Path folder;

  @BeforeEach
  void battery() throws IOException {
    Path battery = Files.createDirectories(folder.resolve("sys/class/power_supply/BAT0"));
    Map.of("type", "Battery", "status", "Discharging", "capacity", "87")
        .forEach((name, text) -> write(battery.resolve(name), text + "\n"));
  }

  @Test
  void environmentAlone_sendsWhatTheClientSent_theBufferFirst() throws Exception {
    Instant before = Instant.now().minusSeconds(3_600);
    write(
        folder.resolve("metrics_buffer.json"),
        """
        [{"timestamp": "%s", "metrics": {"BatteryCollector": {"metric": 41, "timestamp": null}}, \
        "received_at": "%1$s"}]\
        """
            .formatted(before.toString().replace("Z", "+00:00")));
    try (var server = new FaultyPeer()) {
      server.then(Reaction.status(503), Reaction.status(307, "Location", "/api/metrics/"));
      try (var sonde =
          Launch.in(folder)
              .environment("METRICS_SERVER_URL", server.url("/api/metrics"))
              .environment("METRICS_API_KEY", "a-secret-key")
              .environment("METRICS_CLIENT_ID", "kitchen")
              .environment("METRICS_COLLECTION_INTERVAL", "1")
              .environment("HOST_SYS", folder.resolve("sys").toString())
              .start()) {
        sonde.await(() -> taken(server), all -> all.stream().anyMatch(PushClientIT::isFresh));
        assertThat(sonde.log()).contains("profile push-client").doesNotContain("a-secret-key");
      }
      assertThat(taken(server).getFirst()).contains("\"BatteryCollector\":{\"metric\":41}");
      assertThat(taken(server)).allMatch(each -> each.startsWith("{\"timestamp\":\""));
      for (Received each : server.received()) {
        assertThat(each.header("x-api-key")).isEqualTo("a-secret-key");
        assertThat(each.header("x-client-id")).isEqualTo("kitchen");
        assertThat(each.target()).isIn("/api/metrics", "/api/metrics/");
      }
    }
    assertThat(folder.resolve("metrics_buffer.json")).doesNotExist();
  }

  private static boolean isFresh(String body) {
    return body.contains("\"BatteryCollector\":{\"metric\":87}")
        && body.contains("SystemCollector");
  }

  /// The bodies that were answered with 200, in order.
  private static List<String> taken(FaultyPeer server) {
    return server.received().stream()
        .filter(each -> each.reaction() instanceof Reaction.Answer answer && answer.status() == 200)
        .map(Received::text)
        .toList();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
