package dev.sonde.receivers.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Allowance;
import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Role;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.receivers.Counter;
import dev.sonde.receivers.Talk;
import dev.sonde.receivers.json.JsonBodies;
import dev.sonde.testkit.ManualTime;
import dev.sonde.wire.relay.Aside;
import dev.sonde.wire.relay.LineEncoder;
import dev.sonde.wire.relay.LineForm;
import dev.sonde.wire.relay.RelayEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class WebSocketReceiverTest {
  private static final String METRIC =
      "{\"origin\":\"a\",\"metric_type\":\"t\",\"value\":%d,\"timestamp\":\"2026-01-01T00:00:00Z\"}";
  private static final BatchId ID = new BatchId(new UUID(1, 2), 3, 10, 12);

  private final Counter counter = new Counter();
  private final WebSocketReceiver receiver =
      new WebSocketReceiver(counter.desk(), new JsonBodies(), (_, _) -> 7);
  private final LineEncoder line = new LineEncoder();

  @Test
  void texts_areTakenAndAnswered_oneByOne() throws Exception {
    try (Talk talk = talk(Counter.ANYBODY)) {
      talk.say(METRIC.formatted(5));
      talk.say("[" + METRIC.formatted(6) + "," + METRIC.formatted(7) + "]");
      assertThat(talk.hear())
          .isEqualTo("{\"code\":200,\"success\":true,\"accepted\":1,\"kept_out\":0,\"refused\":0}");
      assertThat(talk.hear()).contains("\"accepted\":2");
      assertThat(counter.pushes()).hasSize(2);
      assertThat(counter.lines()).hasSize(2).last().asString().endsWith(" 7.0 @" + Counter.NOW);
    }
  }

  @Test
  void whatCannotBeTaken_isSaid_andTheConnectionStays() throws Exception {
    try (Talk talk = talk(Counter.ANYBODY)) {
      talk.say("{\"origin\":");
      assertThat(talk.hear()).startsWith("{\"code\":400,\"error\":\"this JSON can't be read");
      talk.say("");
      assertThat(talk.hear()).startsWith("{\"code\":400");
      talk.say("{\"origin\":\"a\",\"metric_type\":\"t\",\"value\":\"x\"}");
      assertThat(talk.hear()).startsWith("{\"code\":422,\"success\":false");
      talk.send(new byte[0]);
      assertThat(talk.hear()).startsWith("{\"code\":415");
      talk.send(new byte[] {LineForm.ZSTD, 1, 2, 3});
      assertThat(talk.hear()).startsWith("{\"code\":400,\"error\":\"its Zstandard");
      talk.say(METRIC.formatted(5));
      assertThat(talk.hear()).startsWith("{\"code\":200");
    }
  }

  @Test
  void batches_areTaken_withWhatEarlierOnesHaveDefined() throws Exception {
    var series = new Series("up", Labels.of("job", "a"), 3);
    try (Talk talk = talk(Counter.ANYBODY)) {
      talk.send(message(series, 1));
      assertThat(talk.hear())
          .isEqualTo("{\"code\":200,\"status\":\"accepted\",\"samples\":1,\"upTo\":12}");
      assertThat(counter.pushes().getLast().committed()).contains(new Origin.Sender(ID));
      byte[] second = message(series, 2);
      talk.send(second);
      assertThat(talk.hear()).startsWith("{\"code\":200");
      assertThat(counter.lines()).containsExactly("up{job=\"a\"} 2.0 @1000");
      assertThat(new String(second, StandardCharsets.ISO_8859_1)).doesNotContain("job");
    }
  }

  @Test
  void afterAFault_everythingIsDefinedAnew() throws Exception {
    var series = new Series("up", Labels.of("job", "a"), 3);
    try (Talk talk = talk(Counter.ANYBODY)) {
      talk.send(message(series, 1));
      talk.hear();
      byte[] next = message(series, 2);
      byte[] broken = next.clone();
      broken[broken.length - 1] ^= 1;
      talk.send(broken);
      assertThat(talk.hear()).startsWith("{\"code\":400").contains("checksum");
      talk.send(next);
      assertThat(talk.hear()).startsWith("{\"code\":400").contains("series 1 is over 0");
      line.forget();
      talk.send(message(series, 2));
      assertThat(talk.hear()).startsWith("{\"code\":200");
    }
  }

  @Test
  void keyThatIsRevoked_endsTheConnection() throws Exception {
    var stands = new AtomicBoolean(true);
    var allowance = new Allowance(Allowance.Limits.NONE, new ManualTime("2026-01-01T00:00:00Z"), 7);
    var caller =
        new Caller(Optional.of("k"), Set.of(Role.INGEST), Labels.NONE, allowance, stands::get);
    try (Talk talk = talk(caller)) {
      talk.say(METRIC.formatted(5));
      assertThat(talk.hear()).startsWith("{\"code\":200");
      stands.set(false);
      talk.say(METRIC.formatted(6));
      assertThat(talk.hear()).isEqualTo("close 1008 what let you in does not hold any more");
      assertThat(counter.pushes()).hasSize(1);
    }
  }

  @Test
  void rubbish_isAnswered_neverMoreThanThat() throws Exception {
    var random = new Random(5);
    byte[] good = message(new Series("up", Labels.of("job", "a"), 3), 1);
    try (Talk talk = talk(Counter.ANYBODY)) {
      for (int round = 0; round < 2_000; round++) {
        byte[] bytes = random.nextBoolean() ? good.clone() : new byte[random.nextInt(60)];
        for (int i = random.nextInt(6); i >= 0 && bytes.length > 0; i--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        talk.send(bytes);
        assertThat(talk.hear()).startsWith("{\"code\":");
      }
    }
  }

  private Talk talk(Caller caller) throws Exception {
    return Talk.with(receiver, caller, WebSocketReceiver.PATH);
  }

  private byte[] message(Series series, double value) {
    var batch = new Batch();
    batch.add(series, 1_000, value);
    var encoder = new RelayEncoder();
    encoder.encode(new Shipment(ID, batch, List.of(), _ -> null));
    ByteBuffer plain = line.message(encoder, Aside.NONE);
    var message = new byte[1 + plain.remaining()];
    plain.get(message, 1, message.length - 1);
    message[0] = LineForm.PLAIN;
    return message;
  }
}
