package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Servers for whom a second passes with every byte.
@Timeout(600)
class ClientDeadlineTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final ByteBuffer LARGE = ByteBuffer.wrap(new byte[50_000_000]);

  private final AtomicLong now = new AtomicLong();
  private final Client client =
      new Client(
          new ClientLimits(
              Duration.ofSeconds(1),
              Duration.ofSeconds(20),
              Duration.ofSeconds(30),
              Duration.ofSeconds(40),
              Duration.ofSeconds(60),
              Duration.ofSeconds(50),
              1000,
              10,
              1000),
          ClientTest.DIRECT,
          now::get,
          InstantSource.system(),
          Duration.ofHours(1));

  @AfterEach
  void close() {
    client.close();
    assertThat(client.connections()).isZero();
  }

  @Test
  void slowHead_isCutAtTheHeadDeadline() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.head();
          slowly(peer, "HTTP/1.1 200 OK\r\nX: " + "x".repeat(500));
          peer.untilClosed();
        })) {
      assertThatThrownBy(() -> client.send(Call.get(server.url("/"))))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageStartingWith(server.url("/").host())
          .hasMessageContaining("within");
    }
  }

  @Test
  void slowBody_isCutAtTheReadDeadline() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.answer("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
          slowly(peer, "x".repeat(200));
          peer.untilClosed();
        })) {
      assertThatThrownBy(() -> client.send(Call.get(server.url("/"))))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("within");
    }
  }

  @Test
  void serverThatDoesNotRead_isCutAtTheWriteDeadline() throws Exception {
    var cut = new CountDownLatch(1);
    try (var server =
        new RawServer(peer -> {
          peer.head();
          pass(20);
          cut.await();
        })) {
      assertThatThrownBy(() -> client.send(Call.post(server.url("/"), "a/b", LARGE)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("the request could not be sent within 20000 ms");
    } finally {
      cut.countDown();
    }
  }

  @Test
  void answerOfAServerThatDoesNotRead_isTakenAtTheWriteDeadline() throws Exception {
    var cut = new CountDownLatch(1);
    try (var server =
        new RawServer(peer -> {
          peer.answer("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
          pass(20);
          cut.await();
        })) {
      Reply reply = client.send(Call.post(server.url("/"), "a/b", LARGE));
      assertThat(reply.status()).isEqualTo(413);
    } finally {
      cut.countDown();
    }
  }

  @Test
  void keptConnection_isNotUsedWhenItIsOld() throws Exception {
    try (var server =
        new RawServer(peer -> {
          while (true) {
            peer.answer("HTTP/1.1 204 X\r\n\r\n");
          }
        })) {
      client.send(Call.get(server.url("/")));
      now.addAndGet(49 * SECOND);
      client.send(Call.get(server.url("/")));
      assertThat(server.accepted()).isEqualTo(1);
      now.addAndGet(50 * SECOND);
      client.send(Call.get(server.url("/")));
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void busyConnectionToAName_isNotUsedForEver() throws Exception {
    assertThat(connectionsOfFiveMinutes("localhost")).isEqualTo(2);
  }

  @Test
  void busyConnectionToAnAddress_isUsedForEver() throws Exception {
    assertThat(connectionsOfFiveMinutes("127.0.0.1")).isEqualTo(1);
  }

  @Test
  void keptConnection_waitsAsLongAsTheCallSays() throws Exception {
    try (var server = always204()) {
      client.send(Call.get(server.url("/")).keeping(Duration.ofSeconds(90)));
      now.addAndGet(89 * SECOND);
      client.send(Call.get(server.url("/")).keeping(Duration.ofSeconds(2)));
      assertThat(server.accepted()).isEqualTo(1);
      now.addAndGet(2 * SECOND);
      client.send(Call.get(server.url("/")));
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void callWithALimitOfItsOwn_mayWaitLongerThanTheClient() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.head();
          pass(300);
          peer.send("HTTP/1.1 204 X\r\n\r\n");
        })) {
      Call call = Call.get(server.url("/")).within(Duration.ofSeconds(310));
      assertThat(client.send(call).status()).isEqualTo(204);
    }
  }

  @Test
  void callWithALimitOfItsOwn_isCutThere() throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.head();
          slowly(peer, "HTTP/1.1 200 OK\r\nX: " + "x".repeat(500));
          peer.untilClosed();
        })) {
      Call call = Call.get(server.url("/")).within(Duration.ofSeconds(5));
      assertThatThrownBy(() -> client.send(call)).hasMessageContaining("within");
    }
  }

  /// The reader takes the bytes first and sets its next deadline after: time passes until it ends,
  /// and so slowly that not even a reader who stands still meets the end of the whole call.
  @Test
  void quietStream_endsWithoutFailure() throws Exception {
    var said = new ByteArrayOutputStream();
    var ended = new AtomicBoolean();
    try (var server =
        new RawServer(peer -> {
          peer.answer("HTTP/1.1 200 OK\r\n\r\n");
          slowly(peer, "abc");
          while (said.size() < 3) {
            Thread.onSpinWait();
          }
          while (!ended.get()) {
            pass(1);
          }
          peer.untilClosed();
        })) {
      Streamed streamed =
          client.stream(
              Call.get(server.url("/")),
              Duration.ofSeconds(500),
              (bytes, from, length) -> {
                said.write(bytes, from, length);
                return true;
              });
      assertThat(streamed.end()).isEqualTo(Streamed.End.QUIET);
      assertThat(said.toString(StandardCharsets.US_ASCII)).isEqualTo("abc");
    } finally {
      ended.set(true);
    }
  }

  private int connectionsOfFiveMinutes(String host) throws Exception {
    try (var server = always204()) {
      Url url = Url.parse(server.url("/").toString().replace("127.0.0.1", host));
      for (int second = 0; second <= 300; second += 30) {
        client.send(Call.get(url));
        now.addAndGet(30 * SECOND);
      }
      return server.accepted();
    }
  }

  private static RawServer always204() throws IOException {
    return new RawServer(peer -> {
      while (true) {
        peer.answer("HTTP/1.1 204 X\r\n\r\n");
      }
    });
  }

  private void slowly(RawServer.Talker peer, String bytes) throws IOException {
    for (int i = 0; i < bytes.length(); i++) {
      peer.send(bytes.substring(i, i + 1));
      pass(1);
    }
  }

  private void pass(int seconds) {
    now.addAndGet(seconds * SECOND);
    client.sweep();
  }
}
