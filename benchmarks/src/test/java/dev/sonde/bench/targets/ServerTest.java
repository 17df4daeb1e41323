package dev.sonde.bench.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Only Linux has all of 127.0.0.0/8.
@EnabledOnOs(OS.LINUX)
@Timeout(300)
final class ServerTest {
  @Test
  void targets_serveAndAreCounted() throws IOException {
    try (var held = held();
        var other = held()) {
      check(held.getLocalPort(), other.getLocalPort());
    }
  }

  private static void check(int port, int control) throws IOException {
    var options =
        Options.of(
            "--targets", "2", "--samples", "100", "--port", "" + port, "--control", "" + control);
    var server = new Server(options);
    try (var thread = Executors.newSingleThreadExecutor()) {
      var running = thread.submit(server::run);
      try (var first = new Socket("127.1.0.1", port);
          var second = new Socket("127.1.0.1", port)) {
        assertThat(asked(first, "metrics")).contains("http_server_requests_total{");
        assertThat(asked(second, "metrics")).contains("http_server_requests_total{");
        assertThat(asked(first, "metrics")).contains("http_server_requests_total{");
      }
      try (var socket = new Socket(InetAddress.getLoopbackAddress(), control)) {
        assertThat(asked(socket, "pages")).isEqualTo("[3, 0]\n");
        assertThat(asked(socket, "account")).contains("\"test\": {\"pages\": 3, \"samples\": 300,");
        assertThat(asked(socket, "drain")).contains("\"pages\": 3,");
      }
      try (var drained = new Socket("127.1.0.2", port)) {
        assertThat(asked(drained, "metrics")).isEmpty();
      }
      running.cancel(true);
    }
  }

  /// A port that nobody gets by chance; a server may have it all the same, as this never listens.
  private static Socket held() throws IOException {
    var socket = new Socket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  private static String asked(Socket socket, String path) throws IOException {
    var request = "GET /" + path + " HTTP/1.1\r\nUser-Agent: test\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var in = socket.getInputStream();
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    var length = head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1");
    return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.US_ASCII);
  }
}
