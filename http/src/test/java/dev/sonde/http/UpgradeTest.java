package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.http.websocket.Conversation;
import dev.sonde.http.websocket.Frames;
import dev.sonde.http.websocket.Message;
import dev.sonde.http.websocket.WebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// The server's side of the handshake, over connections from memory.
class UpgradeTest {
  /// The handshake of RFC 6455, 1.3.
  private static final String HANDSHAKE =
      """
      GET /ws HTTP/1.1\r
      Host: server.example\r
      Upgrade: websocket\r
      Connection: keep-alive, Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  @Test
  void handshake_isAnsweredAsInTheRfc() {
    assertThat(head(serve(UpgradeTest::echo, HANDSHAKE, Frames.masked().close(1000, ""))))
        .isEqualTo(
            """
            HTTP/1.1 101 Switching Protocols\r
            Date: Fri, 20 Nov 2026 08:49:37 GMT\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            \r
            """);
  }

  @Test
  void conversation_followsTheHandshake() {
    var frames = Frames.masked().text("one").frame(0x89, "?").text("two").close(1001, "bye");
    MemoryWire wire = serve(UpgradeTest::echo, HANDSHAKE, frames);
    assertThat(words(wire)).containsExactlyInAnyOrder("1:one", "10:?", "1:two", "8:1001 bye");
    assertThat(wire.closed()).isTrue();
  }

  @Test
  void conversationThatReturns_closesWith1000() {
    MemoryWire wire =
        serve(socket -> socket.send("hello"), HANDSHAKE, Frames.masked().close(1000, ""));
    assertThat(words(wire)).containsExactly("1:hello", "8:1000 ");
  }

  @Test
  void conversationThatFails_closesWith1011_andTellsNothing() {
    Conversation failing =
        _ -> {
          throw new IllegalStateException("secret");
        };
    MemoryWire wire = serve(failing, HANDSHAKE, Frames.masked().close(1000, ""));
    assertThat(words(wire)).containsExactly("8:1011 internal error");
  }

  @Test
  void peerThatIsNotWelcomeAnyMore_isClosedWith1008_thoughNothingComes() {
    var welcome = new AtomicBoolean(true);
    var connection = new AtomicReference<Connection>();
    var open = new ArrayList<Boolean>();
    Conversation listening =
        socket -> {
          for (boolean stays : new boolean[] {true, false, false}) {
            welcome.set(stays);
            connection.get().sweep(0);
            open.add(socket.isOpen());
          }
        };
    Handler opening = handler(listening, UpgradeTerms.USUAL);
    Handler door = request -> opening.handle(request).whileWelcome(welcome::get, "go");
    MemoryWire wire = wire(HANDSHAKE, Frames.masked().close(1008, "go"));
    connection.set(new Connection(Served.service(Served.LIMITS, door), wire));
    connection.get().run();
    assertThat(open).containsExactly(true, false, false);
    assertThat(words(wire)).containsExactly("8:1008 go");
  }

  @Test
  void answerThatOpensNoSocket_isTheSameForWhomever() {
    Response page = Response.text(200, "in");
    assertThat(page.whileWelcome(() -> false, "go")).isSameAs(page);
  }

  @Test
  void counts_tell() {
    Service service = Served.service(Served.LIMITS, handler(UpgradeTest::echo, UpgradeTerms.USUAL));
    serve(service, HANDSHAKE, Frames.masked().text("a").close(1000, ""));
    ListenerCounts counts = service.counters().snapshot(0);
    assertThat(counts.upgraded()).isEqualTo(1);
    assertThat(counts.webSockets()).isZero();
    assertThat(counts.broken()).isZero();
    assertThat(counts.bytesOut()).isGreaterThan(100);
  }

  @Test
  void tooMany_get503() {
    Service service =
        Served.service(
            Served.LIMITS.withWebSockets(0), handler(UpgradeTest::echo, UpgradeTerms.USUAL));
    MemoryWire wire = serve(service, HANDSHAKE, Frames.masked());
    assertThat(wire.text()).startsWith("HTTP/1.1 503 ").contains("Retry-After: 5\r\n");
  }

  @Test
  void whatIsNoHandshake_gets426() {
    check(426, HANDSHAKE.replace("Upgrade: websocket", "Upgrade: h2c"));
    check(426, HANDSHAKE.replace("Connection: keep-alive, Upgrade\r\n", ""));
    check(426, HANDSHAKE.replace("HTTP/1.1", "HTTP/1.0"));
    check(426, HANDSHAKE.replace("GET", "POST"));
    assertThat(check(426, HANDSHAKE.replace("Version: 13", "Version: 8")))
        .contains("Sec-WebSocket-Version: 13\r\n", "Upgrade: websocket\r\n");
  }

  @Test
  void brokenHandshakes_get400() {
    check(400, HANDSHAKE.replace("Sec-WebSocket-Version: 13\r\n", ""));
    check(400, HANDSHAKE.replace("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", ""));
    check(400, HANDSHAKE.replace("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZQ=="));
    check(400, HANDSHAKE.replace("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j****"));
    check(400, with("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    check(400, with("Sec-WebSocket-Version: 13"));
    check(400, with("Sec-WebSocket-Protocol: a, ,b"));
    check(400, with("Sec-WebSocket-Protocol: a b"));
    check(400, with("Content-Length: 2") + "hi");
  }

  @Test
  void foreignPages_getIn_whenWelcome() {
    var board = UpgradeTerms.USUAL.from(Set.of("https://board.example"));
    check(403, with("Origin: https://evil.example"));
    check(403, with("Origin: null"));
    check(101, with("Origin: http://server.example"));
    check(101, with("Origin: https://server.example"));
    assertThat(answer(board, with("Origin: https://board.example"))).isEqualTo(101);
    assertThat(answer(board, with("Origin: https://evil.example"))).isEqualTo(403);
    assertThat(answer(UpgradeTerms.USUAL.from(Set.of("*")), with("Origin: null"))).isEqualTo(101);
  }

  @Test
  void protocol_isTheServersFirstThatIsOffered() {
    var seen = new ArrayList<String>();
    Conversation naming = socket -> seen.add(socket.protocol().orElse("none"));
    var terms = UpgradeTerms.USUAL.speaking(List.of("v2", "v1"));
    for (String offer : List.of("v1, v2", "v0,v1", "v0")) {
      var wire =
          serve(
              Served.service(Served.LIMITS, handler(naming, terms)),
              with("Sec-WebSocket-Protocol: " + offer),
              Frames.masked().close(1000, ""));
      assertThat(head(wire).contains("Sec-WebSocket-Protocol: " + seen.getLast()))
          .isEqualTo(!seen.getLast().equals("none"));
    }
    assertThat(seen).containsExactly("v2", "v1", "none");
  }

  @Test
  void door_standsBeforeTheUpgrade() {
    Handler door =
        request ->
            request.header("X-API-Key").filter("k"::equals).isPresent()
                ? Upgrade.accept(request, UpgradeTerms.USUAL, UpgradeTest::echo)
                : Response.error(401, "a key is needed");
    Handler router = Router.builder().get("/ws", door).build();
    for (String key : List.of("k", "other")) {
      MemoryWire wire =
          serve(
              Served.service(Served.LIMITS, router),
              with("X-API-Key: " + key),
              Frames.masked().close(1000, ""));
      assertThat(wire.text()).startsWith(key.equals("k") ? "HTTP/1.1 101 " : "HTTP/1.1 401 ");
    }
  }

  @Test
  void requestsBeforeIt_areAnswered() {
    String before = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    MemoryWire wire = serve(UpgradeTest::echo, before + HANDSHAKE, Frames.masked().close(1000, ""));
    assertThat(Served.statuses(wire.text())).isEqualTo("426 101");
  }

  @Test
  void terms_checkThemselves() {
    assertThatThrownBy(() -> UpgradeTerms.USUAL.speaking(List.of("a b")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> UpgradeTerms.USUAL.speaking(List.of("a", "a")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static void echo(WebSocket socket) throws IOException, InterruptedException {
    Message message = socket.message();
    while (socket.next()) {
      socket.send(message.kind(), message.bytes(), message.from(), message.length());
    }
  }

  static Handler handler(Conversation conversation, UpgradeTerms terms) {
    return request -> Upgrade.accept(request, terms, conversation);
  }

  private static String with(String line) {
    return HANDSHAKE.replaceFirst("Host: server.example", "Host: server.example\r\n" + line);
  }

  private static String check(int status, String request) {
    MemoryWire wire = serve(UpgradeTest::echo, request, Frames.masked().close(1000, ""));
    assertThat(wire.text()).as(request).startsWith("HTTP/1.1 " + status + " ");
    return wire.text();
  }

  private static int answer(UpgradeTerms terms, String request) {
    Service service = Served.service(Served.LIMITS, handler(UpgradeTest::echo, terms));
    String text = serve(service, request, Frames.masked().close(1000, "")).text();
    return Integer.parseInt(text.substring(9, 12));
  }

  private static MemoryWire serve(Conversation conversation, String head, Frames frames) {
    return serve(
        Served.service(Served.LIMITS, handler(conversation, UpgradeTerms.USUAL)), head, frames);
  }

  private static MemoryWire serve(Service service, String head, Frames frames) {
    MemoryWire wire = wire(head, frames);
    new Connection(service, wire).run();
    return wire;
  }

  private static MemoryWire wire(String head, Frames frames) {
    byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = Arrays.copyOf(first, first.length + frames.bytes().length);
    System.arraycopy(frames.bytes(), 0, all, first.length, frames.bytes().length);
    return MemoryWire.sending(all);
  }

  private static String head(MemoryWire wire) {
    return wire.text().substring(0, wire.text().indexOf("\r\n\r\n") + 4);
  }

  private static List<String> words(MemoryWire wire) {
    int from = wire.text().indexOf("\r\n\r\n") + 4;
    return Frames.words(Arrays.copyOfRange(wire.bytes(), from, wire.bytes().length));
  }
}
