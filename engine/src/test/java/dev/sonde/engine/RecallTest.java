package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Allowance;
import dev.sonde.api.Caller;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Push;
import dev.sonde.api.Reception;
import dev.sonde.api.Role;
import dev.sonde.api.SeriesKey;
import dev.sonde.api.Slot;
import dev.sonde.api.Verdict;
import dev.sonde.engine.Plan.ProcessorPlan;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Series that come in the order of the push before.
@Timeout(300)
class RecallTest {
  private static final long START = 1_767_225_600_000L;

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Caller shop = caller("shop", OptionalInt.empty());
  private final Gate journal = new Gate();
  private final Engine engine = new Engine(time, journal);
  private final Reception door = engine.reception("remote_write");
  private int recalled;

  @AfterEach
  void close() throws InterruptedException {
    engine.close(Duration.ofSeconds(10));
  }

  @Test
  void sameOrder_isRecalled() {
    push(shop, "a", "b", "c");
    assertThat(recalled).isZero();
    push(shop, "a", "b", "c");
    assertThat(recalled).isEqualTo(3);
    assertThat(journal.samples())
        .map(each -> each.substring(0, 1))
        .containsExactly("a", "b", "c", "a", "b", "c");
  }

  @Test
  void oneMore_isLearnt_andTheRestRecalled() {
    push(shop, "a", "b", "c");
    push(shop, "a", "x", "b", "c");
    assertThat(recalled).as("a and c").isEqualTo(2);
    push(shop, "a", "x", "b", "c");
    assertThat(recalled).isEqualTo(6);
  }

  @Test
  void anotherCaller_recallsNothing() {
    push(shop, "a", "b");
    push(caller("bank", OptionalInt.empty()), "a", "b");
    assertThat(recalled).isZero();
    assertThat(journal.samples()).anyMatch(each -> each.startsWith("a{agent=\"bank\"}"));
  }

  @Test
  void whatALimitKeepsOut_isNotRemembered() {
    Caller limited = caller("shop", OptionalInt.of(1));
    push(limited, "a", "b", "c");
    push(limited, "a", "b", "c");
    assertThat(recalled).isEqualTo(1);
    assertThat(journal.samples()).allMatch(each -> each.startsWith("a"));
  }

  @Test
  void whatNobodyPushed_isNotRecalled() throws Exception {
    push(shop, "a", "b");
    time.pass(Tenants.KEPT.plusMinutes(2));
    engine.begin();
    engine.tick();
    while (engine.series().size() > 0) {
      Thread.onSpinWait();
    }
    push(shop, "a", "b");
    assertThat(recalled).isZero();
    assertThat(engine.series().size()).isEqualTo(2);
  }

  @Test
  void otherProcessors_areInForce() throws Exception {
    push(shop, "a");
    var drop = new ProcessorPlan("drop", "all", () -> (_, _) -> new Verdict.Drop("unwanted"));
    engine.apply(new Plan(List.of(), List.of(), List.of(), List.of(drop), SeriesLimits.DEFAULT));
    push(shop, "a");
    assertThat(recalled).isEqualTo(1);
    assertThat(journal.samples()).hasSize(1);
  }

  /// Whatever the order, and whoever pushes in between, each sample goes to its own series.
  @Test
  void anyOrder_keepsSeriesApart() {
    var random = new Random(9);
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < 500; round++) {
      String agent = random.nextInt(4) == 0 ? "bank" : "shop";
      var names = new ArrayList<String>();
      int first = random.nextInt(20);
      for (int i = 0; i < random.nextInt(12); i++) {
        int next = random.nextInt(5) == 0 ? random.nextInt(20) : (first + i) % 20;
        names.add("n" + next);
      }
      push(caller(agent, OptionalInt.empty()), names.toArray(String[]::new));
      names.forEach(each -> expected.add(each + "{agent=\"" + agent + "\"} 1.0 @" + START));
    }
    assertThat(recalled).isGreaterThan(100);
    assertThat(journal.samples()).isEqualTo(expected);
  }

  private void push(Caller from, String... names) {
    try (Push push = door.begin(from)) {
      for (String each : names) {
        long mark = each.hashCode();
        Slot known = push.recall(mark);
        recalled += known == null ? 0 : 1;
        push.record(known == null ? asked(push, each, mark) : known, 1, START);
      }
      push.commit(Origin.UNNAMED);
    }
  }

  private static Slot asked(Push push, String name, long mark) {
    var key = new SeriesKey();
    key.name(name);
    Slot slot = push.slot(key, each -> new Family(each, Kind.UNKNOWN, "", ""));
    push.remember(slot, mark);
    return slot;
  }

  private Caller caller(String key, OptionalInt series) {
    var limits = new Allowance.Limits(OptionalDouble.empty(), series, List.of());
    var allowance = new Allowance(limits, time, 7);
    return new Caller(Optional.of(key), Set.of(Role.INGEST), Labels.NONE, allowance, () -> true);
  }
}
