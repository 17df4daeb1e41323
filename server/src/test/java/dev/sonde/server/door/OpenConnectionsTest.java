package dev.sonde.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Caller;
import dev.sonde.api.Role;
import dev.sonde.http.Address;
import dev.sonde.http.Handler;
import dev.sonde.http.Limits;
import dev.sonde.http.Listener;
import dev.sonde.http.Network;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.http.Upgrade;
import dev.sonde.http.UpgradeTerms;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Web sockets that are open while their keys change, over real connections.
@Timeout(600)
class OpenConnectionsTest {
  private static final String CLOSED = "closed 1008 what let you in does not hold any more";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<Optional<DoorConfig>> door =
      new AtomicReference<>(Optional.of(DoorConfig.DEFAULT));
  private Lock lock;
  private Listener reads;
  private Listener takes;

  @BeforeEach
  void open() throws Exception {
    lock = new Lock(folder);
    reads =
        listen(
            lock.doors.page(
                Role.READ, it -> Upgrade.accept(it, UpgradeTerms.USUAL, socket -> socket.next())));
    takes = listen(lock.doors.open(Role.INGEST, door::get, this::answering));
  }

  @AfterEach
  void close() {
    reads.close();
    takes.close();
    client.close();
  }

  @Test
  void revokedKey_closesWhatIsOpenWithIt_andNothingElse() throws Exception {
    String leaves = lock.add(Lock.wish("web-7", Role.READ, Role.INGEST));
    String stays = lock.add(Lock.wish("web-8", Role.INGEST));
    BlockingQueue<String> reader = connect(reads, leaves).heard();
    BlockingQueue<String> sender = connect(takes, leaves).heard();
    Talk other = connect(takes, stays);
    lock.revoke("web-7");
    assertThat(reader.take()).isEqualTo(CLOSED);
    assertThat(sender.take()).isEqualTo(CLOSED);
    assertThat(other.ask("up")).isEqualTo("true");
  }

  @Test
  void secretThatWasRotated_closesWhenItEnds() throws Exception {
    String before = lock.add(Lock.wish("web-7", Role.INGEST));
    Talk old = connect(takes, before);
    Talk fresh = connect(takes, lock.rotate("web-7", Duration.ofHours(1)));
    assertThat(old.ask("up")).isEqualTo("true");
    lock.time.pass(Duration.ofHours(1));
    assertThat(old.heard().take()).isEqualTo(CLOSED);
    assertThat(fresh.ask("up")).isEqualTo("true");
    lock.rotate("web-7", Duration.ZERO);
    assertThat(fresh.heard().take()).isEqualTo(CLOSED);
  }

  @Test
  void keyWithAnotherRole_closes() throws Exception {
    Talk talk = connect(takes, lock.add(Lock.wish("web-7", Role.INGEST)));
    edit("\"ingest\"", "\"read\"");
    assertThat(talk.heard().take()).isEqualTo(CLOSED);
  }

  @Test
  void keyWithOtherLimits_staysOpen_andTheNextMessageObeysThem() throws Exception {
    Talk talk = connect(takes, lock.add(Lock.named("web-7", "up")));
    assertThat(talk.ask("up")).isEqualTo("true");
    assertThat(talk.ask("down")).isEqualTo("false");
    edit("\"up\"", "\"down\"");
    assertThat(talk.ask("up")).isEqualTo("false");
    assertThat(talk.ask("down")).isEqualTo("true");
  }

  @Test
  void doorThatAsksForSomethingElse_closes() throws Exception {
    Talk talk = connect(takes, lock.add(Lock.wish("web-7", Role.INGEST)));
    door.set(Optional.of(new DoorConfig(DoorConfig.Auth.MTLS, List.of())));
    assertThat(talk.heard().take()).isEqualTo(CLOSED);
  }

  @Test
  void doorForOtherNetworks_closes_andOneThatHasThisOneTooDoesNot() throws Exception {
    Talk talk = connect(takes, lock.add(Lock.wish("web-7", Role.INGEST)));
    door.set(Optional.of(allowing("10.0.0.0/8", "127.0.0.0/8")));
    assertThat(talk.ask("up")).isEqualTo("true");
    door.set(Optional.of(allowing("10.0.0.0/8")));
    assertThat(talk.heard().take()).isEqualTo(CLOSED);
  }

  @Test
  void receiverThatIsTurnedOff_closes() throws Exception {
    Talk talk = connect(takes, lock.add(Lock.wish("web-7", Role.INGEST)));
    door.set(Optional.empty());
    assertThat(talk.heard().take()).isEqualTo(CLOSED);
  }

  private static DoorConfig allowing(String... networks) {
    return new DoorConfig(DoorConfig.Auth.KEY, Stream.of(networks).map(Network::parse).toList());
  }

  @Test
  void keyThatCeasesToHold_isNewsOnce_forAllThatIsOpenWithIt() {
    var departures = new Departures();
    for (int i = 0; i < 3; i++) {
      departures.note("web-7");
      departures.note("web-8");
    }
    assertThat(departures.news()).containsExactlyInAnyOrder("web-7", "web-8");
    departures.note("web-7");
    assertThat(departures.news()).isEmpty();
    departures.begin();
    departures.note("web-7");
    assertThat(departures.news()).isEqualTo(List.of("web-7"));
  }

  /// Answers each message: may a metric of this name come in?
  private Response answering(Request request, Caller caller) {
    return Upgrade.accept(
        request,
        UpgradeTerms.USUAL,
        socket -> {
          while (socket.next()) {
            socket.send("" + caller.allowance().allows(socket.message().text()));
          }
        });
  }

  private void edit(String from, String to) throws Exception {
    String text = Files.readString(lock.place.file());
    assertThat(text).contains(from);
    Files.writeString(lock.place.file(), text.replace(from, to));
    lock.ring.refresh();
  }

  private static Listener listen(Handler handler) throws Exception {
    return Listener.open(Address.parse("127.0.0.1:0"), Limits.DEFAULT, handler);
  }

  private Talk connect(Listener to, String secret) {
    var heard = new LinkedBlockingQueue<String>();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .header("X-API-Key", secret)
            .buildAsync(URI.create("ws://" + to.address() + "/"), new Ears(heard))
            .join();
    return new Talk(socket, heard);
  }

  private record Talk(WebSocket socket, BlockingQueue<String> heard) {
    String ask(String text) throws InterruptedException {
      socket.sendText(text, true).join();
      return heard.take();
    }
  }

  private record Ears(BlockingQueue<String> heard) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heard.add(data.toString());
      socket.request(1);
      return CompletableFuture.completedStage(data);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("closed " + code + " " + reason);
      return CompletableFuture.completedStage(reason);
    }
  }
}
