package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FloodIT {
  private static final int CONNECTIONS = 10_000;

  private final AtomicLong later = new AtomicLong();

  @Test
  void tenThousandSilentConnections_doNotKeepOthersOut() throws Exception {
    try (Listener listener =
        Listener.open(
            Address.parse("127.0.0.1:0"),
            Limits.DEFAULT,
            Optional.empty(),
            _ -> Response.text(200, "ok"),
            () -> System.nanoTime() + later.get(),
            InstantSource.system())) {
      int port = ((Address.Tcp) listener.address()).port();
      Process flood = flood(Flood.class, port, CONNECTIONS);
      try (BufferedReader said = flood.inputReader()) {
        assertThat(said.readLine()).isEqualTo(Integer.toString(CONNECTIONS));
        while (listener.counts().accepted() < CONNECTIONS) {
          Thread.onSpinWait();
        }
        later.addAndGet(Duration.ofSeconds(2).toNanos());
        for (int i = 0; i < 100; i++) {
          assertThat(get(port)).startsWith("HTTP/1.1 200 ").endsWith("ok");
        }
        assertThat(flood.isAlive()).isTrue();
        ListenerCounts counts = listener.counts();
        assertThat(counts.accepted()).isEqualTo(CONNECTIONS + 100);
        assertThat(counts.open()).isBetween(1, Limits.DEFAULT.connections());
        assertThat(counts.refused() + counts.evicted() + counts.broken())
            .isGreaterThanOrEqualTo(CONNECTIONS - Limits.DEFAULT.connections());
      } finally {
        flood.getOutputStream().close();
        flood.destroy();
        flood.waitFor();
      }
    }
  }

  /// Starts a client of its own process.
  static Process flood(Class<?> client, int port, int count) throws Exception {
    Path classes = Path.of(client.getProtectionDomain().getCodeSource().getLocation().toURI());
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes.toString(),
            client.getName(),
            Integer.toString(port),
            Integer.toString(count))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static String get(int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket
          .getOutputStream()
          .write(
              "GET /ok HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
