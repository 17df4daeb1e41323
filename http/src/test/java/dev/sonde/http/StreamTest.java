package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class StreamTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final List<String> lines = new ArrayList<>();
  private final Client client =
      new Client(
          ClientLimits.of(Duration.ofMinutes(2), Duration.ofMinutes(5), 1000), ClientTest.DIRECT);

  @AfterEach
  void close() {
    client.close();
    assertThat(client.connections()).isZero();
  }

  @Test
  void lines_comeOneByOne_howeverTheyAreCut() throws Exception {
    String body = "5\r\none\nt\r\n1\r\nw\r\n4\r\no\n\nt\r\n3\r\nhre\r\n";
    try (var server =
        new RawServer(peer -> {
          peer.head();
          String all = CHUNKED + body + "0\r\n\r\n";
          for (int i = 0; i < all.length(); i++) {
            peer.send(all.substring(i, i + 1));
          }
        })) {
      Streamed streamed = client.stream(Call.get(server.url("/")), HOUR, reader(100));
      assertThat(streamed.end()).isEqualTo(Streamed.End.SERVER);
      assertThat(streamed.status()).isEqualTo(200);
      assertThat(lines).containsExactly("one", "two", "");
    }
  }

  @Test
  void line_isHandedOnBeforeTheNextComes() throws Exception {
    var seen = new CountDownLatch(1);
    try (var server =
        new RawServer(peer -> {
          peer.answer(CHUNKED + "2\r\na\n\r\n");
          seen.await();
          peer.send("2\r\nb\n\r\n0\r\n\r\n");
        })) {
      var reader =
          new LineReader(
              10,
              (bytes, from, length) -> {
                seen.countDown();
                return add(bytes, from, length);
              });
      client.stream(Call.get(server.url("/")), HOUR, reader);
      assertThat(lines).containsExactly("a", "b");
    }
  }

  @Test
  void reader_endsIt_andTheConnectionIsClosed() throws Exception {
    try (var server = endless("line\n")) {
      var reader = new LineReader(10, (b, from, n) -> add(b, from, n) && lines.size() < 1000);
      Streamed streamed = client.stream(Call.get(server.url("/")), HOUR, reader);
      assertThat(streamed.end()).isEqualTo(Streamed.End.READER);
      assertThat(lines).hasSize(1000).containsOnly("line");
      assertThat(client.connections()).isZero();
    }
  }

  @Test
  void lineWithoutEnd_failsInWords() throws Exception {
    try (var server = endless("x")) {
      assertThatThrownBy(() -> client.stream(Call.get(server.url("/")), HOUR, reader(5000)))
          .hasMessageContaining("a line is longer than 5000 bytes");
    }
    try (var server = endless("x".repeat(6000) + "\n")) {
      assertThatThrownBy(() -> client.stream(Call.get(server.url("/")), HOUR, reader(5000)))
          .hasMessageContaining("a line is longer than 5000 bytes");
    }
  }

  @Test
  void otherStatus_isNotRead() throws Exception {
    try (var server =
        new RawServer(peer -> peer.answer("HTTP/1.1 410 Gone\r\nContent-Length: 2\r\n\r\nno"))) {
      Streamed streamed = client.stream(Call.get(server.url("/")), HOUR, reader(10));
      assertThat(streamed.status()).isEqualTo(410);
      assertThat(streamed.end()).isEqualTo(Streamed.End.READER);
      assertThat(lines).isEmpty();
    }
  }

  @Test
  void brokenStream_failsInWords() throws Exception {
    try (var server = new RawServer(peer -> peer.answer(CHUNKED + "2\r\na\n\r\n"))) {
      assertThatThrownBy(() -> client.stream(Call.get(server.url("/")), HOUR, reader(10)))
          .hasMessageContaining("the answer ended early");
      assertThat(lines).containsExactly("a");
    }
  }

  /// Time passes with what is heard.
  @Test
  void callsOwnLimit_endsAStreamThatTalksOn() throws Exception {
    var now = new AtomicLong();
    try (var server = endless("line\n");
        var hearing =
            new Client(
                ClientLimits.of(Duration.ofSeconds(10), Duration.ofSeconds(30), 1000),
                ClientTest.DIRECT,
                now::get,
                InstantSource.system(),
                HOUR)) {
      Duration limit = Duration.ofMillis(100);
      Call call = Call.get(server.url("/")).within(limit);
      StreamReader reader =
          (_, _, _) -> {
            now.addAndGet(limit.toNanos());
            hearing.sweep();
            return true;
          };
      assertThatThrownBy(() -> hearing.stream(call, HOUR, reader))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("it said nothing within");
    }
  }

  @Test
  void interrupt_endsIt() throws Exception {
    var reached = new CountDownLatch(1);
    try (var server =
        new RawServer(peer -> {
          peer.answer(CHUNKED + "2\r\na\n\r\n");
          peer.untilClosed();
        })) {
      var thrown = new ArrayList<Exception>();
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.stream(
                      Call.get(server.url("/")),
                      HOUR,
                      (_, _, _) -> {
                        reached.countDown();
                        return true;
                      });
                } catch (IOException | InterruptedException e) {
                  thrown.add(e);
                }
              });
      reached.await();
      reader.interrupt();
      reader.join();
      assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
    }
  }

  private LineReader reader(int longest) {
    return new LineReader(longest, this::add);
  }

  private boolean add(byte[] bytes, int from, int length) {
    return lines.add(new String(bytes, from, length, StandardCharsets.US_ASCII));
  }

  private static RawServer endless(String again) throws IOException {
    return new RawServer(peer -> {
      peer.answer("HTTP/1.1 200 OK\r\n\r\n");
      while (true) {
        peer.send(again);
      }
    });
  }
}
