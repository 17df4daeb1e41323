package dev.sonde.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Timeout;

/// Random and damaged frames. Whatever comes: it ends, nothing grows beyond the limits, and the
/// peer gets valid frames, the last of them a close unless the connection ended by itself.
@Timeout(600)
class WebSocketFuzzTest {
  private static final int CASES = 4000;
  private static final WebSocketLimits LIMITS = WebSocketLimits.DEFAULT.withMessage(2000);
  private static final List<Integer> FIRST =
      List.of(0x81, 0x82, 0x01, 0x02, 0x00, 0x80, 0x89, 0x8a);

  @RepeatedTest(5)
  void anyBytes_endInACloseOrTheEnd(RepetitionInfo repetition) throws Exception {
    var random = new Random(6455L + repetition.getCurrentRepetition());
    int closed = 0;
    int messages = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = random.nextInt(4) == 0 ? noise(random) : damaged(random);
      var link = MemoryLink.sending(bytes);
      var socket = WebSocket.over(link, Side.SERVER, LIMITS, Optional.empty(), () -> 0);
      while (socket.next()) {
        assertThat(socket.message().length()).isLessThanOrEqualTo(LIMITS.message());
        messages++;
        socket.send("ok");
      }
      socket.close();
      CloseStatus ended = socket.ended().orElseThrow();
      List<Frames.Frame> sent = Frames.read(link.sent());
      boolean said = !sent.isEmpty() && sent.getLast().first() == 0x88;
      assertThat(said)
          .as(() -> ended + " after " + HexFormat.of().formatHex(bytes))
          .isEqualTo(ended.code() != CloseStatus.ABNORMAL);
      assertThat(sent).allMatch(each -> List.of(0x81, 0x8a, 0x88).contains(each.first()));
      closed += said ? 1 : 0;
    }
    assertThat(closed).isBetween(CASES / 10, CASES - 10);
    assertThat(messages).isGreaterThan(CASES / 5);
  }

  /// A client reads what a server's outbox wrote, and the other way round.
  @RepeatedTest(3)
  void whatOneSideWrites_theOtherReads(RepetitionInfo repetition) throws Exception {
    var random = new Random(repetition.getCurrentRepetition());
    for (Side side : Side.values()) {
      var out = MemoryLink.sending(new byte[0]);
      var limits = WebSocketLimits.DEFAULT.withWaiting(1 << 20);
      var writer = WebSocket.over(out, side, limits, Optional.empty(), () -> 0);
      byte[] bytes = new byte[300_000];
      random.nextBytes(bytes);
      int[] lengths = random.ints(40, 0, 40_000).toArray();
      for (int length : lengths) {
        writer.send(Kind.BINARY, bytes, length, length);
      }
      Side other = side == Side.CLIENT ? Side.SERVER : Side.CLIENT;
      var in = MemoryLink.sending(out.sent());
      var reader = WebSocket.over(in, other, limits, Optional.empty(), () -> 0);
      Message message = reader.message();
      for (int length : lengths) {
        assertThat(reader.next()).isTrue();
        assertThat(ByteBuffer.wrap(message.bytes(), message.from(), message.length()))
            .isEqualTo(ByteBuffer.wrap(bytes, length, length));
      }
      assertThat(reader.next()).isFalse();
    }
  }

  private static byte[] noise(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] damaged(Random random) {
    var frames = Frames.masked();
    for (int i = random.nextInt(8); i >= 0; i--) {
      byte[] payload = new byte[random.nextInt(random.nextInt(10) == 0 ? 1500 : 130)];
      Arrays.fill(payload, (byte) 'a');
      frames.frame(FIRST.get(random.nextInt(FIRST.size())), payload);
    }
    frames.close(1000, "");
    byte[] bytes = frames.bytes();
    for (int i = random.nextInt(3); i > 0; i--) {
      bytes[random.nextInt(Math.min(bytes.length, 300))] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }
}
