package dev.sonde.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Address;
import dev.sonde.http.Handler;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Over a real socket.
@Timeout(600)
class GoneClientTest {
  private static final String RAW = "/api/v1/range?match=x";

  private final StoredWorld world = new StoredWorld();

  @Test
  void clientThatLeaves_whileItWaits_endsItsQuery() throws Exception {
    var stuck = ScriptedHistory.stuck();
    world.history = Optional.of(stuck);
    try (Listener listener = listener()) {
      try (Socket client = client(listener)) {
        send(client, "GET");
        stuck.begun.await();
      }
      stuck.ended.await();
    }
  }

  @Test
  void clientThatLeaves_whileItReads_endsItsQuery() throws Exception {
    var endless = ScriptedHistory.of(Integer.MAX_VALUE);
    world.history = Optional.of(endless);
    world.limits = new QueryLimits(world.limits.timeout(), 1, Long.MAX_VALUE, Long.MAX_VALUE, 1);
    try (Listener listener = listener()) {
      try (Socket client = client(listener)) {
        send(client, "GET");
        assertThat(client.getInputStream().readNBytes(1 << 20)).hasSize(1 << 20);
      }
      endless.ended.await();
    }
  }

  @Test
  void head_hasTheLengthAndNothingElse() throws Exception {
    world.history = Optional.of(ScriptedHistory.of(3));
    try (Listener listener = listener();
        Socket client = client(listener)) {
      send(client, "HEAD");
      byte[] answer = client.getInputStream().readAllBytes();
      assertThat(new String(answer, StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("Content-Length: " + world.body(RAW).length() + "\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  private Listener listener() throws IOException {
    Handler routes = request -> world.get(request);
    return Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, routes);
  }

  private static Socket client(Listener listener) throws IOException {
    var socket = new Socket();
    socket.connect((InetSocketAddress) listener.address().resolve());
    return socket;
  }

  private static void send(Socket client, String method) throws IOException {
    String head = method + " " + RAW + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }
}
