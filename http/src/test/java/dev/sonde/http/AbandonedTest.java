package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class AbandonedTest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch seen = new CountDownLatch(1);
  private final AtomicBoolean early = new AtomicBoolean();

  @Test
  void clientThatLeaves_isSeenToHaveGone() throws Exception {
    try (Listener listener = listener()) {
      try (Socket client = client(listener)) {
        send(client, "wait");
        asked.await();
      }
      seen.await();
    }
    assertThat(early).isFalse();
  }

  @Test
  void nextRequest_isKept_whenItComesMeanwhile() throws Exception {
    try (Listener listener = listener();
        Socket client = client(listener)) {
      send(client, "wait");
      asked.await();
      send(client, "next");
      client.shutdownOutput();
      byte[] answers = client.getInputStream().readAllBytes();
      assertThat(new String(answers, StandardCharsets.US_ASCII))
          .contains("\r\n\r\nwaited")
          .endsWith("\r\n\r\nnext");
    }
  }

  @Test
  void requestOverNoWire_isNeverAbandoned() {
    assertThat(Request.of("GET", "/", new byte[0]).abandoned()).isFalse();
  }

  private Listener listener() throws IOException {
    return Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, this::answer);
  }

  private Response answer(Request request) throws InterruptedException {
    if (request.path().equals("/next")) {
      return Response.text(200, "next");
    }
    early.set(request.abandoned());
    asked.countDown();
    while (!request.abandoned()) {
      Thread.onSpinWait();
    }
    seen.countDown();
    return Response.text(200, "waited");
  }

  private static Socket client(Listener listener) throws IOException {
    var socket = new Socket();
    socket.connect((InetSocketAddress) listener.address().resolve());
    return socket;
  }

  private static void send(Socket client, String path) throws IOException {
    String head = "GET /" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }
}
