package dev.sonde.receivers.sonde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Caller;
import dev.sonde.api.Encoded;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Outcome;
import dev.sonde.api.Push;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.http.Address;
import dev.sonde.http.Handler;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Upgrade;
import dev.sonde.http.UpgradeTerms;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.receivers.Bodies;
import dev.sonde.receivers.BodyLimits;
import dev.sonde.receivers.Counter;
import dev.sonde.receivers.Desk;
import dev.sonde.receivers.agents.AgentStatus;
import dev.sonde.receivers.agents.Agents;
import dev.sonde.receivers.json.JsonBodies;
import dev.sonde.receivers.websocket.WebSocketReceiver;
import dev.sonde.shippers.sonde.SondeShipperFactory;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.MapSettings;
import dev.sonde.testkit.RecordedPush;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The shipper `sonde` and the receivers it speaks to, over real connections.
@Timeout(600)
class AgentToHubTest {
  private static final UUID INSTANCE = new UUID(7, 8);
  private static final Series UP = new Series("up", Labels.of("job", "a"), 3);

  private final Counter counter = new Counter();
  private final Deque<Appended.Refused> refusals = new ArrayDeque<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Agents agents = new Agents(time, () -> Duration.ofMinutes(15));
  private final Desk desk =
      new Desk(
          this::begin,
          new Bodies(() -> new BodyLimits(32 << 20, 64 << 20)),
          visit -> agents.visited("sonde", visit));
  private long held;
  private final SondeReceiver batches =
      new SondeReceiver(desk, (_, epoch) -> Math.max(held, epoch + 1), agents);
  private final WebSocketReceiver sockets =
      new WebSocketReceiver(desk, new JsonBodies(), (_, _) -> Long.MAX_VALUE);
  private final List<AutoCloseable> open = new ArrayList<>();
  private long next;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void batches_goOverOneWebSocket() throws Exception {
    Shipper shipper = shipper(hub(this::both), Map.of());
    assertThat(ship(shipper, 1)).isEqualTo(Outcome.ACCEPTED);
    assertThat(ship(shipper, 2)).isEqualTo(Outcome.ACCEPTED);
    assertThat(asked).containsExactly("GET /ws/metrics");
    assertThat(counter.lines()).containsExactly("up{job=\"a\"} 2.0 @1000");
    assertThat(counter.pushes().getLast().committed())
        .contains(new Origin.Sender(new BatchId(INSTANCE, 1, 1, 2)));
  }

  @Test
  void progress_isAskedOverHttp() throws Exception {
    assertThat(shipper(hub(this::both), Map.of()).progress(INSTANCE, 41))
        .isEqualTo(OptionalLong.of(42));
  }

  @Test
  void withoutWebSockets_batchesGoOverHttp_andThereIsNoMoreAskingForAWhile() throws Exception {
    Shipper shipper = shipper(hub(this::batchesAlone), Map.of());
    assertThat(ship(shipper, 1)).isEqualTo(Outcome.ACCEPTED);
    assertThat(ship(shipper, 2)).isEqualTo(Outcome.ACCEPTED);
    assertThat(asked)
        .containsExactly("GET /ws/metrics", "POST /api/v1/batches", "POST /api/v1/batches");
    assertThat(counter.lines()).containsExactly("up{job=\"a\"} 2.0 @1000");
  }

  @Test
  void transportHttp_neverAsksForAWebSocket() throws Exception {
    Shipper shipper = shipper(hub(this::both), Map.of("transport", "http"));
    assertThat(ship(shipper, 1)).isEqualTo(Outcome.ACCEPTED);
    assertThat(asked).containsExactly("POST /api/v1/batches");
  }

  @Test
  void webSocketThatBreaks_isNoAnswer_andHttpGoesOn() throws Exception {
    Handler breaking =
        request ->
            request.path().equals(WebSocketReceiver.PATH)
                ? Upgrade.accept(request, UpgradeTerms.USUAL, socket -> socket.next())
                : batchesAlone(request);
    Shipper shipper = shipper(hub(breaking), Map.of());
    assertThatThrownBy(() -> ship(shipper, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the hub ended the web socket");
    assertThat(ship(shipper, 1)).isEqualTo(Outcome.ACCEPTED);
    assertThat(counter.pushes()).hasSize(1);
  }

  @Test
  void hubThatIsFull_saysWhenToComeAgain_andKnowsNothingThen() throws Exception {
    Shipper shipper = shipper(hub(this::both), Map.of());
    assertThat(ship(shipper, 1)).isEqualTo(Outcome.ACCEPTED);
    refusals.add(new Appended.Refused("journal_full", Duration.ofSeconds(7)));
    assertThat(ship(shipper, 2))
        .isInstanceOfSatisfying(
            Outcome.Retry.class,
            retry -> {
              assertThat(retry.after()).contains(Duration.ofSeconds(7));
              assertThat(retry.why()).contains("journal_full");
            });
    assertThat(ship(shipper, 2)).isEqualTo(Outcome.ACCEPTED);
    assertThat(counter.lines()).containsExactly("up{job=\"a\"} 2.0 @1000");
  }

  @Test
  void partThatIsThere_isNoAnswer() throws Exception {
    Shipper shipper = shipper(hub(this::both), Map.of());
    refusals.add(new Appended.Refused("overlap", Duration.ZERO));
    assertThatThrownBy(() -> ship(shipper, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("409");
  }

  @Test
  void batchTooLongForAMessage_goesOverHttp() throws Exception {
    Shipper shipper = shipper(hub(this::both), Map.of());
    var batch = new Batch();
    var random = new Random(1);
    for (int i = 0; i < 14_000; i++) {
      var id = new StringBuilder();
      for (int j = 0; j < 12; j++) {
        id.append(Long.toHexString(random.nextLong()));
      }
      batch.add(new Series("up", Labels.of("id", id.toString()), 10 + i), 1_000, i);
    }
    assertThat(ship(shipper, batch)).isEqualTo(Outcome.ACCEPTED);
    assertThat(ship(shipper, 2)).isEqualTo(Outcome.ACCEPTED);
    assertThat(asked).containsExactly("GET /ws/metrics", "POST /api/v1/batches");
    assertThat(counter.pushes()).hasSize(2);
    assertThat(counter.pushes().getFirst().size()).isEqualTo(14_000);
  }

  @Test
  void refusalOfAMessage_isAskedAboutOverHttp() throws Exception {
    Handler confused =
        request ->
            request.path().equals(WebSocketReceiver.PATH)
                ? Upgrade.accept(
                    request,
                    UpgradeTerms.USUAL,
                    socket -> {
                      while (socket.next()) {
                        socket.send("{\"code\":400,\"error\":\"series 3 of 2\"}");
                      }
                    })
                : batchesAlone(request);
    assertThat(ship(shipper(hub(confused), Map.of()), 1)).isEqualTo(Outcome.ACCEPTED);
    assertThat(counter.pushes()).hasSize(1);
  }

  @Test
  void hub_hearsOfTheAgent_whicheverWayItComes() throws Exception {
    for (String transport : List.of("auto", "http")) {
      Shipper shipper = shipper(hub(this::both), Map.of("transport", transport));
      shipper.stands(120, 7);
      assertThat(ship(shipper, 1)).isEqualTo(Outcome.ACCEPTED);
      AgentStatus agent = agents.all().getFirst();
      assertThat(agent.who().sender()).isEqualTo(INSTANCE.toString());
      assertThat(agent.told().software()).isEqualTo("Sonde");
      assertThat(agent.told().host()).isEqualTo("h?te");
      assertThat(agent.backlog()).hasValue(120);
      assertThat(agent.newestMillis()).hasValue(1_000);
      assertThat(agent.troubles().lost()).isEqualTo(7);
    }
    assertThat(agents.all()).hasSize(1);
    assertThat(agents.all().getFirst().counts().accepted()).isEqualTo(2);
  }

  @Test
  void otherMachineUnderTheSameIdentity_isFoundOut() throws Exception {
    held = 1_000;
    for (String transport : List.of("auto", "http")) {
      long before = agents.all().stream().mapToLong(each -> each.troubles().forks()).sum();
      Shipper one = shipper(hub(this::both), Map.of("transport", transport));
      Shipper other = shipper(hub(this::both), Map.of("transport", transport));
      ship(one, 1);
      ship(one, 2);
      ship(one, 3);
      ship(other, 4);
      assertThat(agents.all().getFirst().troubles().forks()).isEqualTo(before);
      ship(one, 5);
      assertThat(agents.all().getFirst().troubles().forks()).isEqualTo(before + 1);
    }
  }

  @Test
  void hubThatHasLess_saysSo_whenItIsAsked() throws Exception {
    Shipper shipper = shipper(hub(this::both), Map.of());
    ship(shipper, 1);
    ship(shipper, 2);
    ship(shipper, 3);
    assertThat(shipper.progress(INSTANCE, 1)).hasValue(2);
    assertThat(agents.all().getFirst().troubles().restores()).isEqualTo(1);
    assertThat(shipper.progress(INSTANCE, 1)).hasValue(2);
    assertThat(agents.all().getFirst().troubles().restores()).isEqualTo(1);
    assertThat(shipper.progress(INSTANCE, 8)).hasValue(9);
    assertThat(agents.all().getFirst().troubles().restores()).isEqualTo(1);
  }

  private Response both(Request request) throws Exception {
    return request.path().equals(WebSocketReceiver.PATH)
        ? Counter.ask(sockets, Counter.ANYBODY, request)
        : batchesAlone(request);
  }

  private Response batchesAlone(Request request) throws Exception {
    return request.path().equals(SondeReceiver.PATH)
        ? Counter.ask(batches, Counter.ANYBODY, request)
        : Response.error(404, "nothing");
  }

  private Push begin(Caller caller, Labels more) {
    return refusals.isEmpty()
        ? counter.begin(caller, more)
        : RecordedPush.refused(Counter.NOW, refusals.poll());
  }

  private Listener hub(Handler handler) throws Exception {
    Listener listener =
        Listener.open(
            Address.parse("127.0.0.1:0"),
            Limits.DEFAULT,
            request -> {
              asked.add(request.method() + " " + request.path());
              return handler.handle(request);
            });
    open.add(listener);
    return listener;
  }

  private Shipper shipper(Listener hub, Map<String, Object> more) {
    var settings = new HashMap<String, Object>(more);
    settings.put("url", "http://" + hub.address());
    settings.put("timeout", "5m");
    var factory = new SondeShipperFactory(new TlsContexts(Time.SYSTEM, new DirectCalls()));
    var around = new Surroundings(Map.of(), new DirectCalls()).withHost("h\u00f4te");
    Shipper shipper = factory.create(factory.read(new MapSettings(settings)), around);
    open.add(shipper);
    return shipper;
  }

  private Outcome ship(Shipper shipper, double value) throws Exception {
    var batch = new Batch();
    batch.add(UP, 1_000, value);
    return ship(shipper, batch);
  }

  private Outcome ship(Shipper shipper, Batch batch) throws Exception {
    BatchId id = new BatchId(INSTANCE, 1, next, next + batch.size());
    Encoded encoded = shipper.encode(new Shipment(id, batch, List.of(), _ -> null));
    Outcome outcome = shipper.send(encoded);
    next = id.to();
    return outcome;
  }
}
