package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class FetchTest {
  private static final int LIMIT = 1 << 20;
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

  private final BodyBuffer body = new BodyBuffer(LIMIT);
  private final Client client =
      new Client(
          ClientLimits.of(Duration.ofMinutes(2), Duration.ofMinutes(5), 1000), ClientTest.DIRECT);

  @AfterEach
  void close() {
    client.close();
    assertThat(client.connections()).isZero();
  }

  @Test
  void body_goesIntoTheBuffer_whateverItsLength() throws Exception {
    for (int length : new int[] {0, 1, 100, 2_000, 4_096, 65_536, 65_537, 300_000, LIMIT}) {
      String text = text(length);
      Fetched counted = fetched(head(length, "Content-Type: text/plain\r\n") + text);
      assertThat(counted.whole()).isTrue();
      assertThat(counted.contentType()).isEqualTo("text/plain");
      assertThat(counted.wireBytes()).isEqualTo(length);
      assertThat(said()).isEqualTo(text);
      Fetched endless = fetched("HTTP/1.1 200 OK\r\n\r\n" + text);
      assertThat(endless.whole()).isTrue();
      assertThat(said()).isEqualTo(text);
    }
  }

  @Test
  void chunks_areJoined_howeverTheyAreCut() throws Exception {
    String text = text(10_000);
    for (int size : new int[] {1, 2, 7, 2_048, 9_999, 10_000}) {
      var chunks = new StringBuilder(CHUNKED);
      for (int at = 0; at < text.length(); at += size) {
        String chunk = text.substring(at, Math.min(text.length(), at + size));
        chunks.append(Integer.toHexString(chunk.length())).append("\r\n" + chunk + "\r\n");
      }
      Fetched fetched = fetched(chunks + "0\r\nTrailer: x\r\n\r\n");
      assertThat(fetched.whole()).isTrue();
      assertThat(fetched.wireBytes()).isEqualTo(text.length());
      assertThat(said()).isEqualTo(text);
    }
  }

  @Test
  void connection_isUsedAgain_andHeadersAreThere() throws Exception {
    try (var server =
        new RawServer(peer -> {
          while (true) {
            peer.answer(
                CHUNKED.replace("\r\n\r\n", "\r\nX-A:  b \r\n\r\n") + "2\r\nok\r\n0\r\n\r\n");
          }
        })) {
      for (int i = 0; i < 3; i++) {
        Fetched fetched = client.fetch(Call.get(server.url("/")), body);
        assertThat(said()).isEqualTo("ok");
        assertThat(fetched.headers().first("x-a")).contains("b");
        assertThat(fetched.headers().first("x-b")).isEmpty();
        assertThat(fetched.contentType()).isEmpty();
      }
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void longerThanTheLimit_isNotWhole_andEndsTheConnection() throws Exception {
    String long1 = text(LIMIT + 1);
    for (String answer :
        List.of(
            head(LIMIT + 1, "") + long1,
            "HTTP/1.1 200 OK\r\n\r\n" + long1,
            CHUNKED + "100001\r\n" + long1 + "\r\n0\r\n\r\n")) {
      Fetched fetched = fetched(answer);
      assertThat(fetched.whole()).isFalse();
      assertThat(body.size()).isLessThanOrEqualTo(LIMIT);
      assertThat(client.connections()).isZero();
    }
  }

  @Test
  void gzip_isAskedForAndInflated() throws Exception {
    var heads = Collections.synchronizedList(new ArrayList<String>());
    byte[] zipped = gzip(text(100_000));
    try (var server =
        new RawServer(peer -> {
          while (true) {
            heads.add(peer.head());
            peer.send(head(zipped.length, "Content-Encoding: gzip\r\n"));
            peer.socket().getOutputStream().write(zipped);
          }
        })) {
      for (int i = 0; i < 3; i++) {
        Fetched fetched = client.fetch(Call.get(server.url("/")).compressed(), body);
        assertThat(fetched.whole()).isTrue();
        assertThat(fetched.wireBytes()).isEqualTo(zipped.length);
        assertThat(said()).isEqualTo(text(100_000));
      }
      assertThat(heads).allMatch(each -> each.contains("\r\nAccept-Encoding: gzip\r\n"));
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void gzipMembers_standOneAfterTheOther() throws Exception {
    var all = new ByteArrayOutputStream();
    all.write(gzip("one "));
    all.write(gzip(""));
    all.write(gzip("two"));
    assertThat(unzipped(all.toByteArray()).whole()).isTrue();
    assertThat(said()).isEqualTo("one two");
    assertThat(unzipped(new byte[0]).whole()).isTrue();
    assertThat(said()).isEmpty();
  }

  @Test
  void gzipWithAllFields_isInflated() throws Exception {
    byte[] plain = gzip("text");
    var all = new ByteArrayOutputStream();
    all.write(new byte[] {0x1f, (byte) 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3});
    all.write(new byte[] {2, 0, 'x', 'y', 'n', 'a', 'm', 'e', 0, 'c', 0, 1, 2});
    all.write(plain, 10, plain.length - 10);
    unzipped(all.toByteArray());
    assertThat(said()).isEqualTo("text");
  }

  @Test
  void damagedGzip_isRefusedInWords() throws Exception {
    byte[] good = gzip(text(5_000));
    for (int cut = 1; cut < good.length; cut += 7) {
      byte[] part = java.util.Arrays.copyOf(good, cut);
      assertThatThrownBy(() -> unzipped(part)).hasMessageContaining("compressed body ended early");
    }
    assertThatThrownBy(() -> unzipped(changed(good, good.length - 8)))
        .hasMessageContaining("checksum");
    assertThatThrownBy(() -> unzipped(changed(good, good.length - 1)))
        .hasMessageContaining("not as long as it says");
    assertThatThrownBy(() -> unzipped(changed(good, 3))).hasMessageContaining("not gzip's");
    byte[] behind = java.util.Arrays.copyOf(good, good.length + 1);
    assertThatThrownBy(() -> unzipped(behind)).hasMessageContaining("not gzip's");
    assertThatThrownBy(() -> unzipped("plain text".getBytes(StandardCharsets.US_ASCII)))
        .hasMessageContaining("not gzip's");
    assertThat(client.connections()).isZero();
  }

  @Test
  void everyDamagedByte_isFoundOrHarmless() throws Exception {
    byte[] good = gzip("the quick brown fox jumps over the lazy dog");
    for (int at = 0; at < good.length; at++) {
      try {
        unzipped(changed(good, at));
        assertThat(said()).isEqualTo("the quick brown fox jumps over the lazy dog");
        assertThat(at).as("bytes that mean nothing").isBetween(3, 9);
      } catch (IOException e) {
        assertThat(e).hasMessageMatching(".*(compressed body|not gzip's).*");
      }
    }
  }

  @Test
  void gzipBomb_isLeftEarly() throws Exception {
    byte[] bomb = gzip("\0".repeat(50 << 20));
    assertThat(unzipped(bomb).whole()).isFalse();
    assertThat(body.size()).isEqualTo(LIMIT);
    assertThat(client.connections()).isZero();
  }

  @Test
  void endlessEmptyMembers_areLeft() throws Exception {
    byte[] nothing = gzip("");
    try (var server =
        new RawServer(peer -> {
          peer.answer("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
          while (true) {
            peer.socket().getOutputStream().write(nothing);
          }
        })) {
      assertThat(client.fetch(Call.get(server.url("/")), body).whole()).isFalse();
    }
  }

  @Test
  void otherEncodings_areRefusedInWords() {
    for (String each : List.of("br", "deflate", "gzip, gzip", "zstd")) {
      String answer = head(2, "Content-Encoding: " + each + "\r\n") + "ok";
      assertThatThrownBy(() -> fetched(answer))
          .hasMessageContaining("encoded as " + each + "; only gzip is understood");
    }
  }

  @Test
  void identity_isNoEncoding() throws Exception {
    fetched(head(2, "Content-Encoding: identity\r\n") + "ok");
    assertThat(said()).isEqualTo("ok");
  }

  @Test
  void callsOwnLimit_isShorterThanTheClients() throws Exception {
    var now = new AtomicLong();
    try (var timed =
            new Client(
                ClientLimits.of(Duration.ofSeconds(10), Duration.ofSeconds(30), 1000),
                ClientTest.DIRECT,
                now::get,
                InstantSource.system(),
                Duration.ofHours(1));
        var server =
            new RawServer(peer -> {
              peer.answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx");
              while (body.size() == 0) {
                Thread.onSpinWait();
              }
              now.addAndGet(Duration.ofSeconds(1).toNanos());
              timed.sweep();
              peer.untilClosed();
            })) {
      assertThatThrownBy(
              () -> timed.fetch(Call.get(server.url("/")).within(Duration.ofSeconds(1)), body))
          .hasMessageContaining("the answer did not end within");
    }
  }

  @Test
  void hangUps_atEveryPoint_failInWords() throws Exception {
    String answer =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    for (int cut = 0; cut < answer.length(); cut++) {
      String part = answer.substring(0, cut);
      assertThatThrownBy(() -> fetched(part)).hasMessageContaining("127.0.0.1:");
    }
    assertThat(fetched(answer).whole()).isTrue();
  }

  @Test
  void lengthThatLies_failsOrIsCut() throws Exception {
    assertThatThrownBy(() -> fetched(head(10, "") + "short")).hasMessageContaining("ended early");
    fetched(head(2, "") + "longer");
    assertThat(said()).isEqualTo("lo");
  }

  @Test
  void hugeHeaderLine_isRefused() {
    String line = "X: " + "x".repeat(10 << 20);
    assertThatThrownBy(() -> fetched("HTTP/1.1 200 OK\r\n" + line + "\r\n\r\n"))
        .hasMessageContaining("longer than 32768 bytes");
  }

  @Test
  void nothing_isReadOfAHeadsBody() throws Exception {
    try (var server = new RawServer(peer -> peer.answer(head(5, "")))) {
      assertThat(client.fetch(Call.head(server.url("/")), body).whole()).isTrue();
      assertThat(body.size()).isZero();
    }
  }

  private Fetched unzipped(byte[] zipped) throws Exception {
    try (var server =
        new RawServer(peer -> {
          peer.answer(head(zipped.length, "Content-Encoding: gzip\r\n"));
          peer.socket().getOutputStream().write(zipped);
        })) {
      return client.fetch(Call.get(server.url("/")), body);
    } finally {
      awaitHungUp();
    }
  }

  private Fetched fetched(String bytes) throws Exception {
    try (var server = new RawServer(peer -> peer.answer(bytes))) {
      return client.fetch(Call.get(server.url("/")), body);
    } finally {
      awaitHungUp();
    }
  }

  private void awaitHungUp() {
    while (client.hungUp() < client.connections()) {
      Thread.onSpinWait();
    }
  }

  private String said() {
    return new String(body.bytes(), 0, body.size(), StandardCharsets.ISO_8859_1);
  }

  private static String head(int length, String more) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n" + more + "\r\n";
  }

  private static String text(int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('!' + (i * 31 + i / 97) % 90));
    }
    return text.toString();
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 0x55;
    return changed;
  }

  private static byte[] gzip(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }
}
