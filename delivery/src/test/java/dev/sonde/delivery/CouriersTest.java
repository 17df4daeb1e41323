package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Outcome;
import dev.sonde.api.Verdict;
import dev.sonde.journal.Destination;
import dev.sonde.journal.StartAt;
import dev.sonde.testkit.ScriptedShipper;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CouriersTest {
  private static final Duration GRACE = Duration.ofMinutes(2);

  private final ScriptedShipper shipper = new ScriptedShipper();
  private final ScriptedShipper other = new ScriptedShipper();
  private Site site;
  private Couriers couriers;

  @BeforeEach
  void open() throws Exception {
    site = new Site();
    couriers = site.couriers();
  }

  @AfterEach
  void close() {
    couriers.close();
    site.close();
  }

  @Test
  void samePlan_keepsTheCourier() {
    var made = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      couriers.apply(
          List.of(
              site.plan(
                  "prom",
                  "url",
                  () -> {
                    made.incrementAndGet();
                    return shipper;
                  })));
      site.append(10);
      long so = (i + 1) * 10L;
      Waiting.until("arrival", () -> couriers.status().getFirst().samples() == so);
    }
    assertThat(made).hasValue(1);
    assertThat(shipper.closed()).isFalse();
  }

  @Test
  void changedPlan_takesOverTheBatchInFlight_andKeepsTheCounters() {
    shipper.then(Outcome.ACCEPTED).then(new Outcome.Held("404"));
    couriers.apply(List.of(site.plan("prom", "wrong", () -> shipper)));
    site.append(10);
    Waiting.until("arrival", () -> couriers.status().getFirst().samples() == 10);
    site.append(10);
    Waiting.until("hold", () -> couriers.status().getFirst().circuit() == Circuit.HELD);
    couriers.apply(List.of(site.plan("prom", "right", () -> other)));
    Waiting.until("arrival", () -> couriers.status().getFirst().samples() == 20);
    assertThat(other.attempts()).containsExactly(shipper.attempts().get(1));
    assertThat(shipper.closed()).isTrue();
    assertThat(couriers.status().getFirst().attempts()).isEqualTo(3);
    assertThat(couriers.status().getFirst().circuit()).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void changedSelection_leavesTheBatchInFlightAsItIs() {
    shipper.then(new Outcome.Held("404"));
    CourierPlan plan = site.plan("prom", "url", () -> shipper);
    couriers.apply(List.of(plan));
    site.append(10);
    Waiting.until("hold", () -> couriers.status().getFirst().circuit() == Circuit.HELD);
    couriers.apply(
        List.of(
            new CourierPlan(
                "prom",
                "url",
                plan.config(),
                plan.startAt(),
                true,
                () -> other,
                (_, _) -> new Verdict.Drop("by_rule"),
                1)));
    Waiting.until("arrival", () -> couriers.status().getFirst().samples() == 10);
    assertThat(other.attempts()).isEqualTo(shipper.attempts());
    site.append(10);
    Waiting.until(
        "filter", () -> couriers.status().getFirst().standing().orElseThrow().pending() == 0);
    assertThat(other.attempts()).hasSize(1);
  }

  @Test
  void changedPlan_waitsForTheSendUnderWay() throws Exception {
    var sending = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    shipper.then(_ -> {
      sending.countDown();
      mayEnd.await();
      return Outcome.ACCEPTED;
    });
    couriers.apply(List.of(site.plan("prom", "old", () -> shipper)));
    site.append(10);
    Waiting.until("sending", sending);
    couriers.apply(List.of(site.plan("prom", "new", () -> other)));
    site.append(10);
    assertThat(shipper.closed()).isFalse();
    assertThat(other.attempts()).isEmpty();
    mayEnd.countDown();
    Waiting.until("arrival", () -> couriers.status().getFirst().samples() == 20);
    assertThat(shipper.arrived()).isEqualTo(site.expected.subList(0, 10));
    assertThat(other.arrived()).isEqualTo(site.expected.subList(10, 20));
  }

  @Test
  void removedDestination_isClosed_andItsPlaceIsFree() throws Exception {
    couriers.apply(
        List.of(site.plan("prom", "url", () -> shipper), site.plan("b", "url", () -> other)));
    couriers.apply(List.of(site.plan("b", "url", () -> other)));
    assertThat(shipper.closed()).isTrue();
    assertThat(couriers.status()).extracting(CourierStatus::name).containsExactly("b");
    try (Destination free = site.journal.destination("prom", StartAt.NOW, true)) {
      assertThat(free.standing().pending()).isZero();
    }
  }

  @Test
  void removedAndBack_goesOnWhereItWas() {
    couriers.apply(List.of(site.plan("prom", "url", () -> shipper)));
    site.append(10);
    Waiting.until("arrival", () -> couriers.status().getFirst().samples() == 10);
    couriers.apply(List.of());
    site.append(10);
    couriers.apply(List.of(site.plan("prom", "url", () -> other)));
    Waiting.until("arrival", () -> other.arrived().size() == 10);
    assertThat(other.arrived()).isEqualTo(site.expected.subList(10, 20));
  }

  @Test
  void changedPlace_isOpenedAgain() {
    CourierPlan plan = site.plan("prom", "url", () -> shipper);
    couriers.apply(List.of(plan));
    couriers.apply(
        List.of(
            new CourierPlan(
                "prom",
                "url",
                plan.config(),
                plan.startAt(),
                false,
                () -> other,
                plan.selection(),
                0)));
    Waiting.until("change", () -> !couriers.status().getFirst().required());
    site.append(10);
    Waiting.until("arrival", () -> couriers.status().getFirst().samples() == 10);
    assertThat(other.arrived()).isEqualTo(site.expected);
    assertThat(couriers.status().getFirst().required()).isFalse();
  }

  @Test
  void twoOfOneName_areRefused_andNothingChanges() {
    couriers.apply(List.of(site.plan("prom", "url", () -> shipper)));
    CourierPlan twice = site.plan("b", "url", () -> other);
    assertThatThrownBy(() -> couriers.apply(List.of(twice, twice)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are two destinations b; give each a name of its own");
    assertThat(couriers.status()).extracting(CourierStatus::name).containsExactly("prom");
    assertThat(shipper.closed()).isFalse();
  }

  @Test
  void close_flushesAll() {
    couriers.apply(List.of(site.lingering("a", () -> shipper), site.lingering("b", () -> other)));
    site.append(50);
    couriers.close(GRACE);
    assertThat(shipper.arrived()).isEqualTo(site.expected);
    assertThat(other.arrived()).isEqualTo(site.expected);
    assertThatThrownBy(() -> couriers.apply(List.of())).isInstanceOf(IllegalStateException.class);
  }
}
