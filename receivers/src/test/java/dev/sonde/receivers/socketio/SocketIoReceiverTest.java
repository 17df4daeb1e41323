package dev.sonde.receivers.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.api.Push;
import dev.sonde.http.Response;
import dev.sonde.receivers.Bodies;
import dev.sonde.receivers.BodyLimits;
import dev.sonde.receivers.Counter;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.Talk;
import dev.sonde.receivers.json.JsonBodies;
import dev.sonde.testkit.RecordedPush;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class SocketIoReceiverTest {
  private static final String TARGET = "/socket.io/?transport=websocket&EIO=4&t=1767225600.5";
  private static final String METRIC =
      "{\"measurement\":\"system_metrics\",\"tags\":{\"origin\":\"application\",\"metric_type\":\"event\"},"
          + "\"fields\":{\"value\":1.0,\"n\":3,\"b\":true},\"timestamp\":\"2025-03-10T12:00:00.000005\"}";

  private final Counter counter = new Counter();
  private final List<Duration> waited = new ArrayList<>();
  private final InstantSource clock =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00.250Z"));
  private int refusals;

  @Test
  void documents002Conversation_goesAsItsServerHeldIt() throws Exception {
    try (Talk talk = talk(Duration.ofHours(1))) {
      assertThat(talk.hear())
          .isEqualTo(
              "0{\"sid\":\"1\",\"upgrades\":[],\"pingTimeout\":20000,\"pingInterval\":3600000,"
                  + "\"maxPayload\":1048576}");
      talk.say("40/ws/metrics,{}");
      assertThat(talk.hear()).isEqualTo("40/ws/metrics,{\"sid\":\"1\"}");
      assertThat(talk.hear())
          .isEqualTo(
              "42/ws/metrics,[\"response\",{\"data\":\"Connected to metrics"
                  + " endpoint\",\"sid\":\"1\"}]");
      talk.say("42/ws/metrics,[\"metric\"," + METRIC + "]");
      assertThat(talk.hear())
          .isEqualTo(
              "42/ws/metrics,[\"success\",{\"message\":\"Metric data saved successfully to"
                  + " database\",\"timestamp\":\"2026-01-01T00:00:00.250Z\"}]");
      assertThat(counter.lines()).hasSize(3).first().asString().contains("origin=\"application\"");
      talk.say("3");
      talk.say("2");
      assertThat(talk.hear()).isEqualTo("3");
      talk.say("41/ws/metrics,");
      talk.say("1");
      assertThat(talk.hear()).startsWith("close 1000");
    }
  }

  @Test
  void games_haveTheirOwnNamespace_andAcknowledgementsAreGiven() throws Exception {
    try (Talk talk = connected("/ws/game_metrics")) {
      talk.say(
          "42/ws/game_metrics,17[ \"metric\" , {\"measurement\":\"chess_game\","
              + "\"tags\":{\"game_id\":\"g\",\"event_type\":\"move\"},"
              + "\"fields\":{\"white_time\":60},\"time\":1767225600000000000}]");
      assertThat(talk.hear()).contains("\"Data saved successfully to database\"");
      assertThat(talk.hear()).startsWith("43/ws/game_metrics,17[{\"success\":true,\"accepted\":1");
      assertThat(counter.lines()).singleElement().asString().endsWith(" 60.0 @1767225600000");
    }
  }

  @Test
  void whatCannotBeTaken_isAnError_andTheConnectionStays() throws Exception {
    try (Talk talk = connected("/ws/metrics")) {
      talk.say("42/ws/metrics,[\"metric\"]");
      assertThat(talk.hear())
          .isEqualTo(
              "42/ws/metrics,[\"error\",{\"error\":\"Missing required metric data fields\"}]");
      talk.say("42/ws/metrics,[\"metric\",{\"fields\":{\"value\":\"x\"}}]");
      assertThat(talk.hear()).startsWith("42/ws/metrics,[\"error\",{").contains("\"error\":\"");
      talk.say("42/ws/metrics,[\"metric\",{\"fie");
      assertThat(talk.hear()).contains("this JSON can't be read");
      talk.say("42/ws/metrics,[\"other\",1]");
      assertThat(talk.hear()).contains("nobody listens to this event");
      talk.say("42/ws/metrics,[\"metric\"," + METRIC + "]");
      assertThat(talk.hear()).contains("success");
    }
  }

  @Test
  void strangers_areTurnedAway() throws Exception {
    assertThat(refused("/socket.io/?EIO=3&transport=websocket"))
        .isEqualTo("{\"code\":5,\"message\":\"Unsupported protocol version\"}");
    assertThat(refused("/socket.io/?EIO=4&transport=polling"))
        .isEqualTo("{\"code\":0,\"message\":\"Transport unknown\"}");
    try (Talk talk = talk(Duration.ofHours(1))) {
      talk.hear();
      talk.say("40/admin,");
      assertThat(talk.hear()).isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
      talk.say("40");
      assertThat(talk.hear()).isEqualTo("44{\"message\":\"Invalid namespace\"}");
      talk.say("42/ws/metrics,[\"metric\"," + METRIC + "]");
      assertThat(talk.hear()).isEqualTo("close 1007 connect to the namespace first");
    }
    assertThat(counter.pushes()).isEmpty();
  }

  @Test
  void rubbish_endsTheConnection_withAWord() throws Exception {
    var random = new Random(3);
    for (int round = 0; round < 200; round++) {
      try (Talk talk = connected("/ws/metrics")) {
        var rubbish = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
          rubbish.append("4213/[\"{}]:,ws metric".charAt(random.nextInt(21)));
        }
        talk.say(rubbish.toString());
        leave(talk);
        String said = talk.hear();
        while (!said.startsWith("close")) {
          said = talk.hear();
        }
        assertThat(said).containsAnyOf("close 1000", "close 1007");
      }
    }
  }

  @Test
  void whatTheJournalCannotTakeNow_isTriedAgain() throws Exception {
    refusals = 3;
    try (Talk talk = connected("/ws/metrics")) {
      talk.say("42/ws/metrics,[\"metric\"," + METRIC + "]");
      assertThat(talk.hear()).contains("success");
      assertThat(waited).hasSize(3);
      assertThat(counter.lines()).hasSize(3);
    }
  }

  @Test
  void whatTheJournalDoesNotTakeForLong_isAnError() throws Exception {
    refusals = 1_000;
    try (Talk talk = connected("/ws/metrics")) {
      talk.say("42/ws/metrics,[\"metric\"," + METRIC + "]");
      assertThat(talk.hear()).contains("[\"error\",").contains("journal");
      assertThat(waited).hasSize(30);
    }
  }

  @Test
  void clients_areAskedWhetherTheyAreThere() throws Exception {
    try (Talk talk = talk(Duration.ofMillis(10))) {
      talk.hear();
      assertThat(talk.hear()).isEqualTo("2");
      talk.say("3");
      assertThat(talk.hear()).isEqualTo("2");
    }
  }

  @Test
  void wordsOfTheDashboard_reachAll() throws Exception {
    SocketIoReceiver receiver = receiver(Duration.ofHours(1));
    try (Talk talk = Talk.with(receiver, Counter.ANYBODY, TARGET)) {
      talk.hear();
      Response told =
          Counter.ask(receiver, "POST", "/api/send_message", "{\"message\":\"hi \\\"you\\\"\"}");
      assertThat(Counter.body(told))
          .isEqualTo("{\"status\":\"success\",\"message\":\"Message sent to clients\"}");
      assertThat(talk.hear())
          .startsWith(
              "42/ws/metrics,[\"dashboard_message\",{\"message\":\"hi \\\"you\\\"\",\"timestamp\":")
          .contains("\"type\":\"dashboard_message\",\"user_ip\":");
    }
    for (String wrong : new String[] {"", "{}", "{\"message\":\" \"}", "[1]", "{\"message\":1}"}) {
      Response refusal = Counter.ask(receiver, "POST", "/api/send_message", wrong);
      assertThat(refusal.status()).isEqualTo(400);
      assertThat(Counter.body(refusal)).contains("Invalid message data");
    }
  }

  private static void leave(Talk talk) {
    try {
      talk.say("1");
    } catch (CompletionException _) {
      // The other side has left before.
    }
  }

  private String refused(String target) throws Exception {
    Response response = Counter.ask(receiver(Duration.ofHours(1)), "GET", target, "");
    assertThat(response.status()).isEqualTo(400);
    return Counter.body(response);
  }

  private Talk connected(String namespace) throws Exception {
    Talk talk = talk(Duration.ofHours(1));
    talk.hear();
    talk.say("40" + namespace + ",{}");
    talk.hear();
    talk.hear();
    return talk;
  }

  private Talk talk(Duration ping) throws Exception {
    return Talk.with(receiver(ping), Counter.ANYBODY, TARGET);
  }

  private SocketIoReceiver receiver(Duration ping) {
    var desk = new Desk(this::begin, new Bodies(() -> new BodyLimits(1 << 20, 64 << 20)), _ -> {});
    return new SocketIoReceiver(desk, new JsonBodies(), new Surroundings(clock, ping, waited::add));
  }

  private Push begin(Caller caller, Labels more) {
    return refusals-- > 0
        ? RecordedPush.refused(
            Counter.NOW, new Appended.Refused("journal_full", Duration.ofSeconds(5)))
        : counter.begin(caller, more);
  }
}
