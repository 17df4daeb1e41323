package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.http.websocket.Conversation;
import dev.sonde.http.websocket.Kind;
import dev.sonde.http.websocket.WebSocketLimits;
import java.io.ByteArrayOutputStream;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The JDK's own client against a listener.
@Timeout(600)
class ForeignClientTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final Ears ears = new Ears();

  @Test
  void messages_goBothWays_wholeOrInFragments() throws Exception {
    try (Listener listener = open(UpgradeTest::echo)) {
      WebSocket socket = connect(listener, "/ws");
      assertThat(listener.counts().webSockets()).isEqualTo(1);
      socket.sendText("hel", false).join();
      socket.sendPing(ByteBuffer.wrap("now".getBytes(StandardCharsets.UTF_8))).join();
      socket.sendText("lo €", true).join();
      assertThat(List.of(ears.next(), ears.next()))
          .containsExactlyInAnyOrder("pong now", "text hello €");
      byte[] big = new byte[700_000];
      for (int i = 0; i < big.length; i++) {
        big[i] = (byte) (i * 31);
      }
      socket.sendBinary(ByteBuffer.wrap(big, 0, 300_001), false).join();
      socket.sendBinary(ByteBuffer.wrap(big, 300_001, 399_999), true).join();
      assertThat(ears.next()).isEqualTo("binary 700000 " + Arrays.hashCode(big));
      socket.sendClose(4000, "done").join();
      assertThat(ears.next()).isEqualTo("close 4000 done");
      awaitNone(listener);
    }
    assertThat(ears.heard).isEmpty();
  }

  @Test
  void protocol_isAgreedOn() throws Exception {
    Handler handler =
        UpgradeTest.handler(UpgradeTest::echo, UpgradeTerms.USUAL.speaking(List.of("b", "a")));
    try (Listener listener = listen(Limits.DEFAULT, handler)) {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .subprotocols("a", "b")
              .buildAsync(uri(listener, "/"), ears)
              .join();
      assertThat(socket.getSubprotocol()).isEqualTo("b");
      socket.abort();
      awaitNone(listener);
    }
  }

  @Test
  void tooLongMessage_isClosedWith1009() throws Exception {
    var terms = UpgradeTerms.USUAL.within(WebSocketLimits.DEFAULT.withMessage(1000));
    try (Listener listener =
        listen(Limits.DEFAULT, UpgradeTest.handler(UpgradeTest::echo, terms))) {
      WebSocket socket = connect(listener, "/");
      socket.sendText("x".repeat(1000), true).join();
      assertThat(ears.next()).isEqualTo("text " + "x".repeat(1000));
      socket.sendText("x".repeat(1001), true).join();
      assertThat(ears.next()).isEqualTo("close 1009 a message is longer than 1000 bytes");
      awaitNone(listener);
    }
  }

  @Test
  void listenerThatCloses_says1001() throws Exception {
    Listener listener = open(UpgradeTest::echo);
    connect(listener, "/");
    listener.close(Duration.ofSeconds(30));
    assertThat(ears.next()).isEqualTo("close 1001 the server is stopping");
    assertThat(listener.counts().webSockets()).isZero();
    assertThat(listener.counts().open()).isZero();
  }

  @Test
  void listenerThatCloses_cutsWhoDoesNotListen() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    Conversation deaf =
        _ -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        };
    Listener listener = open(deaf);
    connect(listener, "/");
    begun.await();
    listener.close(Duration.ZERO);
    interrupted.await();
    awaitNone(listener);
  }

  @Test
  void tooMany_areRefused_untilOneLeaves() throws Exception {
    Handler handler = UpgradeTest.handler(UpgradeTest::echo, UpgradeTerms.USUAL);
    try (Listener listener = listen(Limits.DEFAULT.withWebSockets(1), handler)) {
      WebSocket first = connect(listener, "/");
      assertThatThrownBy(() -> connect(listener, "/"))
          .isInstanceOf(CompletionException.class)
          .rootCause()
          .hasMessageContaining("503");
      first.abort();
      awaitNone(listener);
      connect(listener, "/").abort();
    }
  }

  @Test
  void broadcaster_isNotHeldUpByWhoDoesNotRead() throws Exception {
    var sockets = new LinkedBlockingQueue<dev.sonde.http.websocket.WebSocket>();
    Conversation listening =
        socket -> {
          sockets.add(socket);
          while (socket.next()) {}
        };
    try (Listener listener = open(listening)) {
      var deaf = new Ears();
      deaf.wants = 0;
      client.newWebSocketBuilder().buildAsync(uri(listener, "/"), deaf).join();
      var slow = sockets.take();
      byte[] page = new byte[16 << 10];
      int taken = 0;
      while (slow.offer(Kind.BINARY, page, 0, page.length)) {
        taken++;
        assertThat(taken).as("the buffers between fill up").isLessThan(100_000);
      }
      assertThat(slow.waiting()).isLessThanOrEqualTo(64 << 10);
      connect(listener, "/");
      sockets.take().offer(Kind.TEXT, "hi".getBytes(StandardCharsets.UTF_8), 0, 2);
      assertThat(ears.next()).isEqualTo("text hi");
      slow.abort();
    }
  }

  private static void awaitNone(Listener listener) {
    while (listener.counts().webSockets() > 0) {
      Thread.onSpinWait();
    }
  }

  private WebSocket connect(Listener listener, String path) {
    return client.newWebSocketBuilder().buildAsync(uri(listener, path), ears).join();
  }

  private static URI uri(Listener listener, String path) {
    return URI.create("ws://" + listener.address() + path);
  }

  private static Listener open(Conversation conversation) throws BindException {
    return listen(Limits.DEFAULT, UpgradeTest.handler(conversation, UpgradeTerms.USUAL));
  }

  private static Listener listen(Limits limits, Handler handler) throws BindException {
    return Listener.open(Address.parse("127.0.0.1:0"), limits, handler);
  }

  private static final class Ears implements WebSocket.Listener {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long wants = Long.MAX_VALUE;

    String next() throws InterruptedException {
      return heard.take();
    }

    @Override
    public void onOpen(WebSocket socket) {
      if (wants > 0) {
        socket.request(wants);
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add("text " + text);
        text.setLength(0);
      }
      return CompletableFuture.completedStage(data);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      while (data.hasRemaining()) {
        bytes.write(data.get());
      }
      if (last) {
        byte[] all = bytes.toByteArray();
        heard.add("binary " + all.length + " " + Arrays.hashCode(all));
        bytes.reset();
      }
      return CompletableFuture.completedStage(data);
    }

    @Override
    public CompletionStage<?> onPong(WebSocket socket, ByteBuffer data) {
      heard.add("pong " + StandardCharsets.UTF_8.decode(data));
      return CompletableFuture.completedStage(data);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("close " + code + " " + reason);
      return CompletableFuture.completedStage(reason);
    }
  }
}
