package dev.sonde.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Both sides over memory, with a clock that is moved by hand.
@Timeout(600)
class WebSocketTest {
  private static final WebSocketLimits LIMITS = WebSocketLimits.DEFAULT;

  private final AtomicLong ticker = new AtomicLong();

  @Test
  void messages_goBothWays() throws Exception {
    var link = sending(Frames.masked().text("one").text("two").close(1000, "bye"));
    var socket = server(link);
    while (socket.next()) {
      socket.send("got " + socket.message().text());
    }
    socket.close();
    assertThat(link.words()).containsExactly("1:got one", "1:got two", "8:1000 bye");
    assertThat(socket.ended()).contains(new CloseStatus(1000, "bye"));
    assertThat(socket.traffic()).isEqualTo(new Traffic(2, 29, 2, 25));
    assertThat(link.left()).isOne();
  }

  @Test
  void everyLength_isWritten_masked() throws Exception {
    for (int length : new int[] {0, 1, 125, 126, 16_369, 16_370, 16_371, 65_535, 65_536, 200_001}) {
      var link = sending(Frames.bare());
      var socket = socket(Side.CLIENT, link, LIMITS);
      byte[] bytes = text(length).getBytes(StandardCharsets.UTF_8);
      socket.send(Kind.BINARY, bytes, 0, length);
      assertThat(link.sent()[1]).as("%d is masked", length).isNegative();
      assertThat(Frames.read(link.sent()).getFirst().payload()).isEqualTo(bytes);
      assertThat(socket.traffic().bytesOut()).isEqualTo(link.sent().length);
    }
  }

  @Test
  void largeMessages_areWrittenBare_byServers() throws Exception {
    var link = sending(Frames.bare());
    byte[] bytes = text(100_003).getBytes(StandardCharsets.UTF_8);
    server(link).send(Kind.TEXT, bytes, 3, 100_000);
    assertThat(Frames.read(link.sent()).getFirst().text()).isEqualTo(text(100_003).substring(3));
  }

  @Test
  void masks_differ() throws Exception {
    var link = sending(Frames.bare());
    var socket = socket(Side.CLIENT, link, LIMITS);
    for (int i = 0; i < 1000; i++) {
      socket.send(Kind.BINARY, new byte[4], 0, 4);
    }
    var masks = new HashSet<Integer>();
    for (int i = 0; i < 1000; i++) {
      masks.add(ByteBuffer.wrap(link.sent()).getInt(10 * i + 2));
    }
    assertThat(masks).hasSizeGreaterThan(990);
  }

  @Test
  void pings_areAnswered_beforeTheClose() throws Exception {
    check(Frames.masked().frame(0x89, "a").close(1000, ""), "10:a", "8:1000 ");
  }

  @Test
  void pong_tellsTheRoundTrip() throws Exception {
    var in = new PipedInputStream();
    var peer = new PipedOutputStream(in);
    var link = new MemoryLink(in);
    var socket = server(link);
    assertThat(socket.roundTrip()).isEmpty();
    socket.ping();
    socket.send("after");
    assertThat(Frames.read(link.sent()).getFirst().first()).isEqualTo(0x89);
    byte[] id = Frames.read(link.sent()).getFirst().payload();
    ticker.set(5_000);
    peer.write(Frames.masked().frame(0x8a, "unasked").frame(0x8a, id).text("x").bytes());
    assertThat(socket.next()).isTrue();
    assertThat(socket.roundTrip()).contains(Duration.ofNanos(5_000));
    ticker.set(7_000);
    assertThat(socket.silence()).isEqualTo(Duration.ofNanos(2_000));
  }

  @Test
  void closes_areEchoed_andNothingComesAfter() throws Exception {
    check(Frames.masked().close(1001, "away").text("late").close(1000, ""), "8:1001 away");
    check(Frames.masked().frame(0x88, ""), "8:");
    check(Frames.masked().close(4999, "é"), "8:4999 é");
    check(Frames.masked().close(3000, "").close(3000, "").close(1002, "storm"), "8:3000 ");
  }

  @Test
  void badCloses_areRefused() throws Exception {
    check(Frames.masked().frame(0x88, "x"), "8:1002 a close has half a code");
    for (int code : new int[] {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65535}) {
      check(
          Frames.masked().close(code, ""),
          "8:1002 a close has the code " + code + ", which nobody may send");
    }
    check(
        Frames.masked().frame(0x88, new byte[] {3, (byte) 0xe8, (byte) 0xff}),
        "8:1007 the reason of a close is not UTF-8");
  }

  @Test
  void faults_areNamedToThePeer() throws Exception {
    check(Frames.bare().text("a"), "8:1002 a client's frame has no mask");
    check(
        Frames.masked().frame(0x81, new byte[] {(byte) 0xc0, (byte) 0x80}),
        "8:1007 a text message is not UTF-8");
    check(
        Frames.masked().frame(0x82, new byte[LIMITS.message() + 1]),
        "8:1009 a message is longer than 1048576 bytes");
  }

  @Test
  void manyPings_endIt() throws Exception {
    var frames = Frames.masked();
    for (int i = 0; i <= LIMITS.controlsPerSecond(); i++) {
      frames.frame(0x89, "");
    }
    var link = sending(frames);
    var socket = server(link);
    assertThat(socket.next()).isFalse();
    assertThat(socket.ended().orElseThrow().code()).isEqualTo(CloseStatus.POLICY);
  }

  @Test
  void endWithoutClose_is1006_andNothingIsSent() throws Exception {
    var link = sending(Frames.masked().text("a").raw(0x81, 0x85, 1));
    var socket = server(link);
    assertThat(socket.next()).isTrue();
    assertThat(socket.next()).isFalse();
    assertThat(socket.ended().orElseThrow().code()).isEqualTo(CloseStatus.ABNORMAL);
    assertThat(socket.next()).isFalse();
    assertThatThrownBy(() -> socket.send("x")).isInstanceOf(IOException.class);
    assertThat(socket.offer(Kind.TEXT, new byte[1], 0, 1)).isFalse();
    assertThat(link.words()).isEmpty();
  }

  @Test
  void ownClose_comesBehindWhatWaits_andEndsReading() throws Exception {
    var link = sending(Frames.masked().text("late").close(1000, "too"));
    var socket = server(link);
    assertThat(offer(socket, "first")).isTrue();
    socket.close(new CloseStatus(CloseStatus.TRY_LATER, "full"));
    assertThat(socket.isOpen()).isFalse();
    assertThat(socket.next()).isFalse();
    socket.close();
    assertThat(link.words()).containsExactly("1:first", "8:1013 full");
    assertThat(socket.ended()).contains(new CloseStatus(CloseStatus.TRY_LATER, "full"));
    assertThat(link.left()).isOne();
  }

  @Test
  void reasons_areCutBetweenCharacters() {
    assertThat(new CloseStatus(1000, "é".repeat(100)).reason()).isEqualTo("é".repeat(61));
    assertThat(new CloseStatus(1000, "a" + "😀".repeat(50)).reason())
        .isEqualTo("a" + "😀".repeat(30));
  }

  @Test
  void slowReader_isSeen_andNobodyElseIsHeldUp() throws Exception {
    var stuck = new CountDownLatch(1);
    var link = new Stuck(stuck);
    var socket = socket(Side.SERVER, link, LIMITS.withWaiting(1000));
    assertThat(offer(socket, "x".repeat(100))).isTrue();
    link.awaitWriter();
    int taken = 0;
    while (offer(socket, "x".repeat(100))) {
      taken++;
      assertThat(taken).as("a bound").isLessThan(50);
    }
    assertThat(taken).isGreaterThanOrEqualTo(8);
    assertThat(socket.waiting()).isBetween(800, 1000);
    ticker.addAndGet(LIMITS.write().toNanos());
    socket.sweep(ticker.get());
    assertThat(link.isCut()).isTrue();
    assertThat(socket.isOpen()).isFalse();
    assertThat(socket.ended().orElseThrow().reason()).contains("did not take");
    assertThatThrownBy(() -> socket.send("x")).isInstanceOf(IOException.class);
    stuck.countDown();
  }

  @Test
  void silentPeer_isAsked_thenGivenUp() throws Exception {
    var in = new Blocking();
    var link = new MemoryLink(in);
    var socket = server(link);
    Thread reader = reading(socket);
    in.awaitRead();
    sweep(socket, LIMITS.ping());
    socket.sweep(ticker.get());
    socket.send("behind the ping, which is written then");
    assertThat(link.words().getFirst()).startsWith("9:");
    sweep(socket, LIMITS.idle());
    assertThat(awaitWords(link, 3).getLast()).startsWith("8:1008 ");
    sweep(socket, LIMITS.close());
    assertThat(link.isCut()).isTrue();
    in.end();
    reader.join();
    assertThat(socket.ended().orElseThrow().code()).isEqualTo(CloseStatus.POLICY);
  }

  @Test
  void slowLoris_insideAFrame_isEnded() throws Exception {
    var in = new Blocking(Frames.masked().raw(0x81, 0xfe, 1).bytes());
    var link = new MemoryLink(in);
    var socket = server(link);
    Thread reader = reading(socket);
    in.awaitRead();
    for (int i = 0; i < 6; i++) {
      sweep(socket, Duration.ofSeconds(5));
      in.give((byte) 0);
    }
    socket.sweep(ticker.get());
    assertThat(awaitWords(link, 1)).containsExactly("8:1008 a message did not arrive in time");
    in.end();
    reader.join();
  }

  @Test
  void unansweredClose_isCut() throws Exception {
    var in = new Blocking();
    var link = new MemoryLink(in);
    var socket = server(link);
    Thread closing = Thread.ofVirtual().start(socket::close);
    in.awaitRead();
    assertThat(link.isCut()).isFalse();
    sweep(socket, LIMITS.close());
    assertThat(link.isCut()).isTrue();
    in.end();
    closing.join();
  }

  @Test
  void whoDoesNotRead_isNotGivenUp() throws Exception {
    var link = sending(Frames.masked().text("a"));
    var socket = server(link);
    socket.next();
    sweep(socket, Duration.ofHours(1));
    assertThat(socket.isOpen()).isTrue();
    assertThat(link.isCut()).isFalse();
  }

  @Test
  void nextSweep_isNeverLaterThanWhatMayComeUp() throws Exception {
    var socket = server(sending(Frames.masked()));
    assertThat(socket.due() - ticker.get())
        .isPositive()
        .isLessThanOrEqualTo(LIMITS.close().toNanos());
  }

  @Test
  void manySenders_keepMessagesWhole() throws Exception {
    var link = sending(Frames.bare());
    var socket = socket(Side.CLIENT, link, LIMITS.withWaiting(1 << 24));
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      String mark = Integer.toString(i);
      threads.add(Thread.ofVirtual().start(() -> speak(socket, mark)));
    }
    for (Thread each : threads) {
      each.join();
    }
    socket.close(new CloseStatus(CloseStatus.NORMAL, ""));
    var words = new ArrayList<>(awaitWords(link, 8 * 200 + 1));
    assertThat(words.removeLast()).isEqualTo("8:1000 ");
    assertThat(words).hasSize(8 * 200).allMatch(each -> each.matches("1:(\\d)\\1*"));
    assertThat(socket.traffic().messagesOut()).isEqualTo(8 * 200);
  }

  @Test
  void interrupt_endsReading() throws Exception {
    var in = new Blocking();
    var socket = server(new MemoryLink(in));
    var interrupted = new CountDownLatch(1);
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                socket.next();
              } catch (InterruptedException _) {
                interrupted.countDown();
              }
            });
    in.awaitRead();
    reader.interrupt();
    interrupted.await();
    assertThat(socket.next()).isFalse();
  }

  private static void speak(WebSocket socket, String mark) {
    try {
      for (int i = 0; i < 100; i++) {
        socket.send(mark.repeat(1 + 37 * i));
        offer(socket, mark.repeat(1 + i));
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean offer(WebSocket socket, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return socket.offer(Kind.TEXT, bytes, 0, bytes.length);
  }

  private static Thread reading(WebSocket socket) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            while (socket.next()) {}
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void sweep(WebSocket socket, Duration later) throws IOException {
    ticker.addAndGet(later.toNanos());
    socket.sweep(ticker.get());
  }

  private static List<String> awaitWords(MemoryLink link, int count) {
    while (link.words().size() < count) {
      Thread.onSpinWait();
    }
    return link.words();
  }

  private void check(Frames frames, String... sent) throws InterruptedException {
    var link = sending(frames);
    var socket = server(link);
    assertThat(socket.next()).isFalse();
    assertThat(link.words()).containsExactly(sent);
  }

  private static String text(int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + i % 23));
    }
    return text.toString();
  }

  private static MemoryLink sending(Frames frames) {
    return MemoryLink.sending(frames.bytes());
  }

  private WebSocket server(Link link) {
    return socket(Side.SERVER, link, LIMITS);
  }

  private WebSocket socket(Side side, Link link, WebSocketLimits limits) {
    return WebSocket.over(link, side, limits, Optional.empty(), ticker::get);
  }
}
