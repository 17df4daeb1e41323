package dev.sonde.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.http.Address;
import dev.sonde.http.Call;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.Handler;
import dev.sonde.http.HeaderLines;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Response;
import dev.sonde.http.Upgrade;
import dev.sonde.http.UpgradeAnswer;
import dev.sonde.http.UpgradeTerms;
import dev.sonde.http.Url;
import dev.sonde.http.websocket.CloseStatus;
import dev.sonde.http.websocket.Kind;
import dev.sonde.http.websocket.Message;
import dev.sonde.http.websocket.WebSocket;
import dev.sonde.testkit.DirectCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Node's `ws`, as server and as client, against our own client and server.
@Timeout(300)
final class NodeSocketIT {
  private static final UpgradeTerms TERMS = UpgradeTerms.USUAL.speaking(List.of("v1"));

  @BeforeAll
  static void fetch() throws IOException, InterruptedException {
    Node.need("ws@8.23.0");
  }

  @Test
  void itsServer_isTalkedTo() throws Exception {
    Process node = Node.run("server.js");
    try (BufferedReader out = node.inputReader();
        Client client =
            new Client(
                ClientLimits.of(Duration.ofSeconds(30), Duration.ofSeconds(60), 1 << 20),
                new DirectCalls())) {
      Url url = Url.webSocket("ws://127.0.0.1:" + out.readLine().strip() + "/");
      try (WebSocket socket = open(client, url)) {
        assertThat(socket.protocol()).contains("v1");
        talk(socket);
      }
    } finally {
      node.destroy();
    }
  }

  private static void talk(WebSocket socket) throws Exception {
    byte[] big = new byte[900_001];
    new Random(1).nextBytes(big);
    Message message = socket.message();
    socket.send(Kind.BINARY, big, 0, big.length);
    assertThat(socket.next()).isTrue();
    assertThat(ByteBuffer.wrap(message.bytes(), message.from(), message.length()))
        .isEqualTo(ByteBuffer.wrap(big));
    socket.send("fragments");
    assertThat(socket.next()).isTrue();
    assertThat(message.text()).isEqualTo("fragments");
    socket.ping();
    socket.send("é€😀");
    assertThat(socket.next()).isTrue();
    assertThat(message.text()).isEqualTo("é€😀");
    assertThat(socket.roundTrip()).isPresent();
    socket.send("bye");
    assertThat(socket.next()).isFalse();
    assertThat(socket.ended()).contains(new CloseStatus(4001, "bye bye"));
  }

  @Test
  void itsClient_isAnswered() throws Exception {
    Handler door =
        request ->
            request.header("X-API-Key").filter("k"::equals).isPresent()
                ? Upgrade.accept(request, TERMS, NodeSocketIT::echo)
                : Response.error(401, "a key is needed");
    try (Listener listener = Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, door)) {
      Process node = Node.run("client.js", "ws://" + listener.address() + "/ws");
      var said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said.lines())
          .containsExactlyInAnyOrder(
              "open v1", "pong between", "message hello €", "message true", "close 1000 done")
          .endsWith("close 1000 done");
      assertThat(listener.counts().upgraded()).isEqualTo(1);
    }
  }

  private static WebSocket open(Client client, Url url) throws Exception {
    return switch (client.upgrade(Call.get(url), TERMS)) {
      case UpgradeAnswer.Open(WebSocket socket, HeaderLines _) -> socket;
      case UpgradeAnswer.Refused refused -> throw refused.failure();
    };
  }

  private static void echo(WebSocket socket) throws IOException, InterruptedException {
    Message message = socket.message();
    while (socket.next()) {
      socket.send(message.kind(), message.bytes(), message.from(), message.length());
    }
  }
}
