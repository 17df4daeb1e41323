package dev.sonde.server.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Caller;
import dev.sonde.api.Role;
import dev.sonde.http.Handler;
import dev.sonde.http.Header;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Keys that are made while somebody shows them, with a watch that looks only when it is asked to.
@Timeout(600)
class KeyWatchTest {
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Optional<InetAddress> FAR =
      Optional.of(InetAddress.ofLiteral("203.0.113.9"));

  @TempDir private Path folder;
  private final AtomicInteger looks = new AtomicInteger();
  private Lock lock;
  private KeyRing ring;
  private Handler reads;
  private Handler takes;
  private Thread watch;

  @BeforeEach
  void begin() throws Exception {
    lock = new Lock(folder);
    ring =
        new KeyRing(
            () -> {
              looks.incrementAndGet();
              return lock.place;
            },
            lock.time,
            new Random(4),
            NEVER);
    var doors = new Doors(ring, lock.time);
    reads = doors.page(Role.READ, _ -> Response.text(200, "in"));
    takes =
        doors.open(
            Role.INGEST,
            () -> Optional.of(new DoorConfig(DoorConfig.Auth.MTLS, List.of())),
            KeyWatchTest::welcome);
    ring.refresh();
    watch = Thread.ofPlatform().start(new KeyWatch(ring, () -> lock.place, NEVER));
    lock.add(Lock.wish("first", Role.READ));
    while (ring.size() == 0) {
      ring.isOutOfDate(ring.state());
    }
  }

  @AfterEach
  void end() throws Exception {
    watch.interrupt();
    watch.join();
  }

  @Test
  void keyMadeJustNow_opensAtOnce() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    assertThat(show(secret)).isEqualTo(200);
    assertThat(show(lock.rotate("web-7", Duration.ZERO))).isEqualTo(200);
    assertThat(show(secret)).isEqualTo(401);
  }

  @Test
  void keyTakenOverJustNow_opensAtOnce() throws Exception {
    lock.take("old", "correct-horse");
    assertThat(show("correct-horse")).isEqualTo(200);
  }

  @Test
  void keyForACertificate_madeJustNow_opensAtOnce() throws Exception {
    assertThat(certified()).isEqualTo(401);
    lock.add(Lock.wish("web-7", Role.INGEST));
    assertThat(certified()).isEqualTo(200);
  }

  @Test
  void knownKey_andOneThatIsForgedTooOften_causeNoLook() throws Exception {
    String secret = lock.add(Lock.wish("web-7", Role.READ));
    var random = new Random(8);
    while (show(KeyText.fresh(random).reveal()) == 401) {}
    assertThat(show(secret)).isEqualTo(200);
    int before = looks.get();
    for (int i = 0; i < 100; i++) {
      assertThat(show(KeyText.fresh(random).reveal())).isEqualTo(429);
      assertThat(show(secret)).isEqualTo(200);
    }
    assertThat(looks).hasValue(before);
  }

  @Test
  void fileThatIsTheSame_isNotReadAgain() throws Exception {
    Object state = ring.state();
    int before = looks.get();
    assertThat(ring.isOutOfDate(state)).isFalse();
    assertThat(looks.get()).isGreaterThan(before);
    assertThat(ring.state()).isSameAs(state);
  }

  @Test
  void oneLook_isEnoughForAllWhoWait_butNotOneThatBeganBefore() throws Exception {
    var one = new Looks();
    one.awaitTurn(Duration.ZERO);
    var waiting = new ArrayList<Thread>();
    for (int i = 0; i < 50; i++) {
      waiting.add(Thread.ofPlatform().start(() -> await(one)));
    }
    for (Thread each : waiting) {
      while (each.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }
    one.done();
    assertThat(waiting).allMatch(Thread::isAlive);
    one.awaitTurn(NEVER);
    one.done();
    for (Thread each : waiting) {
      each.join();
    }
  }

  @Test
  void whereNobodyLooks_nobodyWaits() throws Exception {
    var unmanned = new Looks();
    unmanned.await(NEVER);
    unmanned.awaitTurn(Duration.ZERO);
    unmanned.leave();
    unmanned.await(NEVER);
    watch.interrupt();
    watch.join();
    assertThat(show("sonde_nobody")).isEqualTo(401);
  }

  private static void await(Looks looks) {
    try {
      looks.await(NEVER);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private int show(String secret) throws Exception {
    return reads
        .handle(
            Request.of(
                "GET",
                "/api/v1/latest",
                new byte[0],
                FAR,
                Optional.empty(),
                new Header("X-API-Key", secret)))
        .status();
  }

  private int certified() throws Exception {
    try (InputStream in = KeyWatchTest.class.getResourceAsStream("common-name.pem")) {
      var certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return takes
          .handle(Request.of("POST", "/write", new byte[0], FAR, Optional.of(certificate)))
          .status();
    }
  }

  private static Response welcome(Request request, Caller caller) {
    return Response.text(200, request.path() + caller.key());
  }
}
