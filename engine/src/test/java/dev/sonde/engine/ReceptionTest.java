package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Allowance;
import dev.sonde.api.Appended;
import dev.sonde.api.Caller;
import dev.sonde.api.Family;
import dev.sonde.api.Glob;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.PushAccount;
import dev.sonde.api.Reception;
import dev.sonde.api.Role;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import dev.sonde.api.Stale;
import dev.sonde.api.Verdict;
import dev.sonde.engine.Plan.ProcessorPlan;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ReceptionTest {
  private static final long START = 1_767_225_600_000L;

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Caller shop = caller("shop", Allowance.Limits.NONE);
  private final Gate journal = new Gate();
  private final Engine engine = new Engine(time, journal);
  private final Reception door = engine.reception("json");

  @AfterEach
  void close() throws InterruptedException {
    engine.close(Duration.ofSeconds(10));
  }

  @Test
  void committed_isInTheJournal_andInTheViewOfWhatOthersPush() {
    push(shop, "up", 1, START);
    assertThat(journal.samples()).containsExactly("up{agent=\"shop\"} 1.0 @" + START);
    assertThat(engine.pushed().snapshot().size()).isEqualTo(1);
    assertThat(engine.live().snapshot().size()).isZero();
    check(1, 1, 0, Map.of(), Map.of());
  }

  @Test
  void callersLabels_standAboveThoseThatAreSent_whichKeepAnotherName() {
    try (Push push = door.begin(shop)) {
      push.record(slot(push, "up", "agent", "bank", "zone", "a"), 1, START);
      push.record(slot(push, "up", "agent", "mill", "zone", "a"), 2, START);
      push.record(slot(push, "up", "agent", "shop", "zone", "a"), 3, START);
      push.commit(Origin.UNNAMED);
    }
    assertThat(journal.samples())
        .containsExactly(
            "up{agent=\"shop\",exported_agent=\"bank\",zone=\"a\"} 1.0 @" + START,
            "up{agent=\"shop\",exported_agent=\"mill\",zone=\"a\"} 2.0 @" + START,
            "up{agent=\"shop\",zone=\"a\"} 3.0 @" + START);
  }

  @Test
  void notCommitted_leavesNothingButItsCount() {
    try (Push push = door.begin(shop)) {
      push.record(slot(push, "up"), 1, START);
    }
    assertThat(journal.samples()).isEmpty();
    check(1, 0, 0, Map.of(), Map.of("not_committed", 1L));
  }

  @Test
  void refusedByTheJournal_showsNothing_andSaysWhen() {
    var full = new Appended.Refused("full", Duration.ofSeconds(7));
    journal.answer(full);
    assertThat(push(shop, "up", 1, START)).isEqualTo(full);
    assertThat(engine.pushed().snapshot().size()).isZero();
    check(1, 0, 0, Map.of(), Map.of("full", 1L));
    assertThat(status().lastError()).contains("full");
    journal.answer(Appended.ACCEPTED);
    push(shop, "up", 1, START);
    assertThat(status().state()).isEqualTo(ComponentStatus.State.OK);
  }

  @Test
  void repeated_isCountedApart() {
    journal.answer(Appended.REPEATED);
    assertThat(push(shop, "up", 1, START)).isEqualTo(Appended.REPEATED);
    check(1, 0, 1, Map.of(), Map.of());
  }

  @Test
  void newestTime_stands_andAStaleMarkerTakesItAway() {
    push(shop, "up", 1, START);
    push(shop, "up", 2, START - 1);
    assertThat(engine.pushed().snapshot().value(0)).isEqualTo(1);
    push(shop, "up", Stale.marker(), START + 1);
    assertThat(engine.pushed().snapshot().size()).isZero();
  }

  @Test
  void timesOutOfReach_areRefused_andTheRestIsTaken() {
    try (Push push = door.begin(shop)) {
      Slot slot = slot(push, "up");
      assertThat(push.record(slot, 1, -1)).isFalse();
      assertThat(push.record(slot, 1, START + 600_001)).isFalse();
      assertThat(push.record(slot, 1, START + 600_000)).isTrue();
      push.refuse("bad_number", 2);
      push.commit(Origin.UNNAMED);
    }
    check(5, 1, 0, Map.of(), Map.of("before_1970", 1L, "too_far_ahead", 1L, "bad_number", 2L));
  }

  @Test
  void account_saysWhatBecameOfAPush() {
    Push over;
    try (Push push = door.begin(shop)) {
      over = push;
      assertThat(push.account()).isEqualTo(PushAccount.NOTHING);
      Slot slot = slot(push, "up");
      push.record(slot, 1, START + 2);
      push.record(slot, 2, START + 1);
      push.record(slot, 3, -1);
      push.commit(Origin.UNNAMED);
      assertThat(push.account()).isEqualTo(account(2, 0, 1, Map.of("before_1970", 1L), START + 2));
    }
    assertThatThrownBy(over::account).isInstanceOf(IllegalStateException.class);
    journal.answer(Appended.REPEATED);
    try (Push push = door.begin(shop)) {
      push.record(slot(push, "up"), 1, START);
      push.commit(Origin.UNNAMED);
      assertThat(push.account()).isEqualTo(account(0, 1, 0, Map.of(), START));
    }
    journal.answer(new Appended.Refused("full", Duration.ofSeconds(7)));
    try (Push push = door.begin(shop)) {
      push.record(slot(push, "up"), 1, START);
      push.commit(Origin.UNNAMED);
      assertThat(push.account()).isEqualTo(account(0, 0, 1, Map.of("full", 1L), START));
    }
  }

  private static PushAccount account(
      long accepted, long repeated, long refused, Map<String, Long> reasons, long newest) {
    return new PushAccount(
        accepted, repeated, 0, refused, new TreeMap<>(reasons), OptionalLong.of(newest));
  }

  @Test
  void flawedKey_isRefused() {
    try (Push push = door.begin(shop)) {
      assertThat(push.record(slot(push, ""), 1, START)).isFalse();
      assertThat(push.commit(Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
    }
    check(1, 0, 0, Map.of(), Map.of("bad_labels", 1L));
  }

  @Test
  void limitsOfACaller_hold() {
    var names = List.of(new Glob("shop_*"));
    Caller limited =
        caller("shop", new Allowance.Limits(OptionalDouble.empty(), OptionalInt.of(2), names));
    try (Push push = door.begin(limited)) {
      assertThat(push.record(slot(push, "bank_money"), 1, START)).isFalse();
      for (int i = 0; i < 3; i++) {
        assertThat(push.record(slot(push, "shop_visits", "n", "" + i), 1, START)).isEqualTo(i < 2);
      }
      push.commit(Origin.UNNAMED);
    }
    check(4, 2, 0, Map.of(), Map.of("name_not_allowed", 1L, "max_series_of_key", 1L));
  }

  @Test
  void otherLimits_areInForceForTheNextPush_alsoForWhatWasLetIn() {
    Caller limited = caller("shop", onlyFor("up"));
    push(limited, "up", 1, START);
    limited.allowance().limit(onlyFor("down"));
    push(limited, "up", 1, START + 1);
    push(limited, "down", 1, START + 1);
    check(3, 2, 0, Map.of(), Map.of("name_not_allowed", 1L));
    push(caller("shop", onlyFor("u*")), "up", 1, START + 2);
    check(4, 3, 0, Map.of(), Map.of("name_not_allowed", 1L));
  }

  @Test
  void otherProcessors_areInForceForTheNextPush() throws Exception {
    push(shop, "up", 1, START);
    var drop = new ProcessorPlan("drop", "all", () -> (_, _) -> new Verdict.Drop("unwanted"));
    engine.apply(new Plan(List.of(), List.of(), List.of(), List.of(drop), SeriesLimits.DEFAULT));
    push(shop, "up", 1, START + 1);
    check(2, 1, 0, Map.of("unwanted", 1L), Map.of());
    assertThat(engine.series().size()).isZero();
    engine.apply(new Plan(List.of(), List.of(), List.of(), List.of(), SeriesLimits.DEFAULT));
    push(shop, "up", 1, START + 2);
    assertThat(engine.series().size()).isEqualTo(1);
  }

  @Test
  void series_thatNobodyPushes_leaves() throws Exception {
    push(shop, "up", 1, START);
    Slot kept;
    try (Push push = door.begin(shop)) {
      kept = slot(push, "up");
    }
    assertThat(engine.series().size()).isEqualTo(1);
    time.pass(Tenants.KEPT.plusMinutes(2));
    engine.begin();
    engine.tick();
    awaitNoSeries();
    assertThat(engine.pushed().snapshot().size()).isZero();
    try (Push push = door.begin(shop)) {
      push.record(push.again(kept), 3, time.wallMillis());
      push.commit(Origin.UNNAMED);
    }
    assertThat(engine.series().size()).isEqualTo(1);
    assertThat(engine.pushed().snapshot().value(0)).isEqualTo(3);
  }

  @Test
  void slotOfAnotherCaller_isNotTaken() {
    try (Push push = door.begin(shop);
        Push other = door.begin(caller("bank", Allowance.Limits.NONE))) {
      Slot slot = slot(push, "up");
      assertThatThrownBy(() -> other.record(slot, 1, START))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void family_isAskedForOnce() {
    try (Push push = door.begin(shop)) {
      var key = new SeriesKey();
      key.name("up");
      push.record(push.slot(key, name -> new Family(name, Kind.GAUGE, "", "Is it?")), 1, START);
      push.slot(
          key,
          _ -> {
            throw new IllegalStateException("it is known");
          });
      push.commit(Origin.UNNAMED);
    }
    assertThat(engine.pushed().snapshot().family("up").help()).isEqualTo("Is it?");
  }

  @Test
  void labelsOfARequest_standBelowTheCallers() {
    try (Push push = door.begin(shop, Labels.of("agent", "bank", "client_id", "7"))) {
      push.record(slot(push, "up"), 1, START);
      push.commit(Origin.UNNAMED);
    }
    assertThat(journal.samples())
        .containsExactly("up{agent=\"shop\",client_id=\"7\"} 1.0 @" + START);
  }

  private static Allowance.Limits onlyFor(String name) {
    return new Allowance.Limits(
        OptionalDouble.empty(), OptionalInt.empty(), List.of(new Glob(name)));
  }

  private Caller caller(String key, Allowance.Limits limits) {
    var allowance = new Allowance(limits, time, 7);
    return new Caller(Optional.of(key), Set.of(Role.INGEST), Labels.NONE, allowance, () -> true);
  }

  private void awaitNoSeries() {
    while (engine.series().size() > 0 || engine.pushed().snapshot().size() > 0) {
      Thread.onSpinWait();
    }
  }

  private Appended push(Caller from, String name, double value, long at) {
    try (Push push = door.begin(from)) {
      push.record(slot(push, name), value, at);
      return push.commit(Origin.UNNAMED);
    }
  }

  private static Slot slot(Push push, String name, String... labels) {
    var key = new SeriesKey();
    key.name(name);
    for (int i = 0; i < labels.length; i += 2) {
      key.label(labels[i], labels[i + 1]);
    }
    return push.slot(key, each -> new Family(each, Kind.UNKNOWN, "", ""));
  }

  private void check(
      long received,
      long accepted,
      long repeated,
      Map<String, Long> filtered,
      Map<String, Long> refused) {
    assertThat(status().totals())
        .isEqualTo(new Totals(received, accepted, repeated, filtered, refused, 0));
  }

  private ComponentStatus status() {
    return engine.components().getFirst();
  }
}
