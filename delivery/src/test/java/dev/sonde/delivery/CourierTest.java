package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Encoded;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.journal.Destination;
import dev.sonde.journal.Standing;
import dev.sonde.journal.StartAt;
import dev.sonde.testkit.Hang;
import dev.sonde.testkit.ScriptedShipper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CourierTest {
  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final ScriptedShipper shipper = new ScriptedShipper();
  private Site site;

  @BeforeEach
  void open() throws Exception {
    site = new Site();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void samples_arriveAsTheyCome() {
    Courier courier = started();
    for (int i = 1; i <= 20; i++) {
      site.append(7);
      int so = i * 7;
      Waiting.until("arrival", () -> shipper.arrived().size() == so);
    }
    courier.close(GRACE);
    assertThat(shipper.arrived()).isEqualTo(site.expected);
    assertThat(courier.status().samples()).isEqualTo(140);
    assertThat(shipper.closed()).isTrue();
  }

  @Test
  void status_showsWhatItDoes() {
    site.append(10);
    shipper.then(new Outcome.Held("401"));
    Courier courier = started();
    Waiting.until("hold", () -> courier.status().circuit() == Circuit.HELD);
    CourierStatus status = courier.status();
    assertThat(status.name()).isEqualTo("prom");
    assertThat(status.lastError()).isEqualTo("401");
    assertThat(status.lastErrorMillis()).isEqualTo(site.time.wallMillis());
    assertThat(status.untilNext()).isPositive();
    assertThat(status.samplesInFlight()).isEqualTo(10);
    assertThat(status.oldestMillis()).hasValue(0);
    assertThat(status.standing().map(Standing::pending)).contains(10L);
    assertThat(status.attempts()).isEqualTo(1);
    assertThat(status.consecutiveFailures()).isEqualTo(1);
    courier.close();
  }

  @Test
  void close_deliversWhatIsThere() {
    Courier courier = site.courier(site.lingering("prom", () -> shipper));
    courier.start();
    site.append(30);
    courier.close(GRACE);
    assertThat(shipper.arrived()).isEqualTo(site.expected);
  }

  @Test
  void close_duringBackoff_doesNotTryAgain() throws Exception {
    site.append(10);
    shipper.thenRetry();
    Courier courier = started();
    Waiting.until("failure", () -> courier.status().consecutiveFailures() == 1);
    courier.close(GRACE);
    courier.close(GRACE);
    assertThat(shipper.attempts()).hasSize(1);
    try (Destination again = site.journal.destination("prom", StartAt.NOW, true)) {
      assertThat(again.take(100, 0).orElseThrow()).isEqualTo(shipper.attempts().getFirst().id());
    }
  }

  @Test
  void close_letsTheSendEnd() throws Exception {
    var sending = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    shipper.then(_ -> {
      sending.countDown();
      mayEnd.await();
      return Outcome.ACCEPTED;
    });
    site.append(10);
    Courier courier = started();
    Waiting.until("sending", sending);
    courier.beginClose(GRACE);
    mayEnd.countDown();
    courier.awaitClosed(GRACE);
    assertThat(shipper.arrived()).isEqualTo(site.expected);
    assertThat(courier.status().batches()).isEqualTo(1);
  }

  @Test
  void close_interruptsASendThatTakesTooLong() throws Exception {
    var sending = new CountDownLatch(1);
    shipper.then(_ -> {
      sending.countDown();
      Waiting.forever();
      return Outcome.ACCEPTED;
    });
    site.append(10);
    Courier courier = started();
    Waiting.until("sending", sending);
    courier.close(SHORT);
    courier.close(GRACE);
    assertThat(shipper.closed()).isTrue();
    assertThat(shipper.attempts()).hasSize(1);
    try (Destination again = site.journal.destination("prom", StartAt.NOW, true)) {
      assertThat(again.standing().pending()).isEqualTo(10);
    }
  }

  @Test
  void close_abandonsASendThatHangs_andSettlesWhenItEnds() throws Exception {
    var sending = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    shipper.then(_ -> {
      sending.countDown();
      awaitWhateverComes(mayEnd);
      return Outcome.ACCEPTED;
    });
    site.append(10);
    Courier courier = started();
    Waiting.until("sending", sending);
    courier.close(SHORT);
    assertThat(site.log.lines()).anyMatch(each -> each.contains("it does not end"));
    assertThat(shipper.closed()).isFalse();
    mayEnd.countDown();
    courier.close(GRACE);
    assertThat(courier.status().standing()).isEmpty();
    try (Destination again = site.journal.destination("prom", StartAt.NOW, true)) {
      assertThat(again.standing().delivered()).isEqualTo(10);
    }
  }

  @Test
  void close_neverInterruptsTheJournal() throws Exception {
    var hung = new AtomicReference<Hang>();
    var watched = new Watched(shipper);
    shipper.then(_ -> {
      hung.set(site.disk.hangSyncs());
      return Outcome.ACCEPTED;
    });
    site.append(10);
    Courier courier = site.courier(site.plan("prom", "url", () -> watched));
    courier.start();
    Waiting.until("send", () -> hung.get() != null);
    hung.get().awaitReached();
    courier.close(SHORT);
    assertThat(site.log.lines()).anyMatch(each -> each.contains("it does not end"));
    hung.get().release();
    Waiting.until("end", () -> courier.status().standing().isEmpty());
    assertThat(courier.status().samples()).isEqualTo(10);
    assertThat(courier.status().lastError()).isEmpty();
    assertThat(watched.interrupted).isFalse();
  }

  @Test
  void close_beforeStart_isFine() {
    site.courier(site.plan("prom", "url", () -> shipper)).close(GRACE);
    assertThat(shipper.attempts()).isEmpty();
  }

  @Test
  void shipperThatCanNotBeMade_isShown_andTriedAgain() {
    var tries = new AtomicInteger();
    Courier courier =
        site.courier(
            site.plan(
                "prom",
                "url",
                () -> {
                  if (tries.incrementAndGet() < 3) {
                    throw new IllegalArgumentException("ca.pem: no such file");
                  }
                  return shipper;
                }),
            _ -> {});
    site.append(10);
    courier.start();
    Waiting.until("arrival", () -> courier.status().samples() == 10);
    assertThat(courier.status().lastError()).isEqualTo("can't begin: ca.pem: no such file");
    courier.close(GRACE);
  }

  @Test
  void placeThatIsTaken_isShown_andTriedAgain() throws Exception {
    Courier courier;
    try (Destination taken = site.journal.destination("prom", StartAt.OLDEST, true)) {
      assertThat(taken.name()).isEqualTo("prom");
      courier = site.courier(site.plan("prom", "url", () -> shipper), _ -> Thread.onSpinWait());
      courier.start();
      Courier watched = courier;
      Waiting.until("failure", () -> watched.status().consecutiveFailures() >= 3);
      assertThat(courier.status().lastError()).contains("its place in the journal");
      assertThat(courier.status().standing()).isEmpty();
    }
    site.append(10);
    Waiting.until("arrival", () -> courier.status().samples() == 10);
    courier.close(GRACE);
  }

  @Test
  void stuckDestination_changesNothingForAnother() throws Exception {
    var stuck =
        new ScriptedShipper()
            .otherwise(_ -> {
              Waiting.forever();
              return Outcome.ACCEPTED;
            });
    var failing =
        new ScriptedShipper()
            .otherwise(_ -> {
              throw new IOException("connection refused");
            });
    Courier first = site.courier(site.plan("stuck", "url", () -> stuck));
    Courier second = site.courier(site.plan("failing", "url", () -> failing));
    first.start();
    second.start();
    Courier courier = started();
    for (int i = 0; i < 50; i++) {
      site.append(100);
    }
    Waiting.until("arrival", () -> shipper.arrived().size() == 5_000);
    Waiting.until("attempt", () -> !stuck.attempts().isEmpty());
    assertThat(shipper.arrived()).isEqualTo(site.expected);
    courier.close(GRACE);
    first.close(SHORT);
    second.close(SHORT);
    assertThat(stuck.attempts()).hasSize(1);
  }

  @Test
  void closedJournal_isNotAskedInALoop() {
    var pauses = new AtomicInteger();
    Courier courier =
        site.courier(
            site.plan("prom", "url", () -> shipper),
            _ -> {
              pauses.incrementAndGet();
              Waiting.forever();
            });
    courier.start();
    site.journal.close();
    Waiting.until("pause", () -> pauses.get() == 1);
    courier.close(GRACE);
  }

  private Courier started() {
    Courier courier = site.courier(site.plan("prom", "url", () -> shipper));
    courier.start();
    return courier;
  }

  private static void awaitWhateverComes(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException ignored) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Tells whether the courier's thread had been interrupted when it was done.
  private static final class Watched implements Shipper {
    private final Shipper shipper;
    private volatile boolean interrupted;

    Watched(Shipper shipper) {
      this.shipper = shipper;
    }

    @Override
    public Encoded encode(Shipment shipment) {
      return shipper.encode(shipment);
    }

    @Override
    public Outcome send(Encoded encoded) throws IOException, InterruptedException {
      return shipper.send(encoded);
    }

    @Override
    public void close() {
      interrupted = Thread.currentThread().isInterrupted();
    }
  }
}
