package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Appended;
import dev.sonde.api.Emitter;
import dev.sonde.api.Family;
import dev.sonde.api.Generator;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import dev.sonde.api.Verdict;
import dev.sonde.engine.ComponentStatus.State;
import dev.sonde.engine.Plan.GeneratorPlan;
import dev.sonde.engine.Plan.ProcessorPlan;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class GeneratorsTest {
  private static final long START = 1_767_225_600_000L;
  private static final Family MOVES = Family.counter("moves_total", "", "Moves that were made.");
  private static final Duration SLOT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Appended FULL = new Appended.Refused("full", Duration.ZERO);

  /// Something for a generator to do.
  private interface Deed {
    void on(Emitter out) throws Exception;
  }

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Gate journal = new Gate();
  private final Engine engine = new Engine(time, journal);
  private final BlockingQueue<Deed> deeds = new LinkedBlockingQueue<>();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @AfterEach
  void close() throws InterruptedException {
    engine.close(LONG);
  }

  @Test
  void recorded_goesByItselfAfterASlot_together() throws Exception {
    begin(doing("a"));
    done(out -> out.record(MOVES, of("x"), 1));
    done(out -> out.record(MOVES, of("y"), 2));
    assertThat(journal.taken()).isEmpty();
    pass(SLOT);
    assertThat(journal.await(1))
        .containsExactly(
            List.of(
                "moves_total{game=\"x\"} 1.0 @" + START, "moves_total{game=\"y\"} 2.0 @" + START));
    assertThat(engine.live().snapshot().size()).isEqualTo(2);
    assertThat(status().state()).isEqualTo(State.OK);
    assertThat(status().kind()).isEqualTo("generator");
    until(() -> status().totals().accepted() > 0);
    check(2, 2, 0, 0);
  }

  @Test
  void commit_sendsAtOnce_andWhatComesLaterGetsASlotOfItsOwn() throws Exception {
    begin(doing("a"));
    done(out -> {
      out.record(MOVES, of("x"), 1);
      out.commit();
      out.commit();
    });
    assertThat(journal.taken()).hasSize(1);
    pass(Duration.ofMillis(60));
    done(out -> out.record(MOVES, of("x"), 2));
    pass(Duration.ofMillis(60));
    done(_ -> {});
    assertThat(journal.taken()).as("its slot is not over").hasSize(1);
    pass(Duration.ofMillis(40));
    journal.await(2);
  }

  @Test
  void begin_holdsBack_untilCommit() throws Exception {
    begin(doing("a"));
    done(out -> {
      out.begin();
      out.record(MOVES, of("x"), 1);
    });
    pass(SLOT);
    done(out -> out.record(MOVES, of("y"), 1));
    pass(SLOT);
    done(_ -> assertThat(journal.taken()).isEmpty());
    done(Emitter::commit);
    assertThat(journal.taken()).singleElement().satisfies(each -> assertThat(each).hasSize(2));
    done(out -> out.record(MOVES, of("x"), 2));
    pass(SLOT);
    journal.await(2);
  }

  @Test
  void tooManyToHold_goInParts_andAllArrive() throws Exception {
    begin(doing("a"));
    int all = 2 * RunEmitter.MOST + 5;
    done(out -> {
      Slot slot = out.slot(MOVES, of("x"));
      out.begin();
      for (int i = 0; i < all; i++) {
        out.record(slot, i, START - all + i);
      }
      assertThat(journal.taken()).hasSize(2);
      out.commit();
    });
    assertThat(journal.samples()).hasSize(all).doesNotHaveDuplicates();
    check(all, all, 0, 0);
  }

  @Test
  void values_ofOneSeriesWithinAMillisecond_getMillisecondsOfTheirOwn_andTheRestIsRefused()
      throws Exception {
    begin(doing("a"));
    done(out -> {
      Slot slot = out.slot(MOVES, of("x"));
      for (int i = 0; i < 103; i++) {
        out.record(slot, i);
      }
      out.record(MOVES, of("y"), 1);
      out.commit();
    });
    assertThat(journal.samples())
        .hasSize(102)
        .contains("moves_total{game=\"x\"} 0.0 @" + START)
        .contains("moves_total{game=\"x\"} 100.0 @" + (START + 100))
        .contains("moves_total{game=\"y\"} 1.0 @" + START);
    assertThat(status().totals().refused()).containsExactly(Map.entry("too_fast", 2L));
    check(104, 102, 2, 0);
  }

  @Test
  void clockThatStepsBack_takesItsSamplesWithIt() throws Exception {
    begin(doing("a"));
    done(out -> out.record(MOVES, of("x"), 1));
    time.step(Duration.ofHours(-1));
    done(out -> {
      out.record(MOVES, of("x"), 2);
      out.commit();
    });
    assertThat(journal.samples())
        .containsExactly(
            "moves_total{game=\"x\"} 1.0 @" + START,
            "moves_total{game=\"x\"} 2.0 @" + (START - 3_600_000));
  }

  @Test
  void times_ofTheirOwn_arriveAsTheyAre_unlessTheyLieTooFarAhead() throws Exception {
    begin(doing("a"));
    done(out -> {
      Slot slot = out.slot(MOVES, of("x"));
      out.record(slot, 1, START - 5_000);
      out.record(slot, 2, START + 600_000);
      out.record(slot, 3, START + 600_001);
      out.commit();
    });
    assertThat(journal.samples())
        .containsExactly(
            "moves_total{game=\"x\"} 1.0 @" + (START - 5_000),
            "moves_total{game=\"x\"} 2.0 @" + (START + 600_000));
    assertThat(status().totals().refused()).containsEntry("too_far_ahead", 1L);
    check(3, 2, 1, 0);
  }

  @Test
  void end_takesASeriesAway_andItMayBeginAgain() throws Exception {
    begin(doing("a"));
    done(out -> {
      Slot slot = out.slot(MOVES, of("x"));
      out.record(slot, 1);
      out.end(slot);
      out.end(slot);
      out.commit();
      assertThat(engine.live().snapshot().size()).isZero();
      assertThat(engine.series().size()).isZero();
      out.record(slot, 2);
      out.commit();
    });
    assertThat(journal.samples())
        .containsExactly(
            "moves_total{game=\"x\"} 1.0 @" + START,
            "moves_total{game=\"x\"} stale @" + (START + 1),
            "moves_total{game=\"x\"} 2.0 @" + (START + 2));
    assertThat(engine.live().snapshot().size()).isEqualTo(1);
    check(3, 3, 0, 0);
  }

  @Test
  void slotsThatComeToNothing_doNotPileUp() throws Exception {
    engine.apply(
        new Plan(
            List.of(),
            List.of(),
            List.of(doing("a")),
            List.of(),
            new SeriesLimits(1, 64, 16 * 1024)));
    engine.begin();
    done(out -> {
      Slot first = out.slot(MOVES, of("first"));
      for (int i = 0; i < 5_000; i++) {
        out.record(MOVES, of("game" + i), 1);
        out.commit();
      }
      out.record(first, 1);
      out.commit();
    });
    check(5_001, 1, 5_000, 0);
    assertThat(engine.series().size()).isEqualTo(1);
  }

  @Test
  void failure_isCounted_endsItsSeries_andComesRoundAfterAPauseThatGrows() throws Exception {
    begin(doing("a"));
    for (int failure = 1; failure <= 9; failure++) {
      int before = failure;
      deeds.add(out -> {
        out.record(MOVES, of("x"), before);
        throw new IOException("no answer");
      });
      until(() -> status().runs() == before);
      assertThat(status().consecutiveFailures()).isEqualTo(failure);
      assertThat(status().state())
          .isEqualTo(failure > ComponentStatus.FAILURES_TO_FAIL ? State.FAILING : State.ERROR);
      assertThat(status().lastError()).isEqualTo("IOException: no answer");
      assertThat(engine.live().snapshot().size()).isZero();
      Duration most = Duration.ofSeconds(Math.min(60, 1L << (failure - 1)));
      long began = status().lastRunMillis();
      pass(most.dividedBy(2).minusMillis(1));
      assertThat(status().lastRunMillis()).isEqualTo(began);
      pass(most);
      assertThat(status().lastRunMillis()).isGreaterThan(began);
    }
    assertThat(made).hasValue(1);
    check(18, 18, 0, 0);
  }

  @Test
  void stretchWithoutAFailure_heals() throws Exception {
    begin(doing("a"));
    deeds.add(_ -> {
      throw new IOException("no answer");
    });
    until(() -> status().runs() == 1);
    pass(Duration.ofSeconds(1));
    done(_ -> {});
    assertThat(status().state()).isEqualTo(State.ERROR);
    pass(GeneratorRunner.STRETCH);
    assertThat(status().state()).isEqualTo(State.OK);
    assertThat(status().failures()).isEqualTo(1);
    assertThat(status().lastError()).isEqualTo("IOException: no answer");
  }

  @Test
  void returning_isAFailureToo() throws Exception {
    begin(new GeneratorPlan("a", "config", () -> _ -> {}));
    until(() -> status().runs() == 1);
    assertThat(status().state()).isEqualTo(State.ERROR);
    assertThat(status().lastError()).contains("nobody told it to end");
  }

  @Test
  void absence_holdsUntilTakenBack_orTheRunIsOver() throws Exception {
    begin(doing("a"));
    done(out -> out.absent("games", "no token; set generators.a.token"));
    assertThat(status().absent()).containsOnlyKeys("games");
    done(out -> {
      out.present("games");
      out.present("nothing");
    });
    assertThat(status().absent()).isEmpty();
  }

  @Test
  void absence_ofARunThatFailed_isForgottenOnceTheNextHasLasted() throws Exception {
    begin(doing("a"));
    deeds.add(out -> {
      out.absent("games", "no token; set generators.a.token");
      throw new IOException("no answer");
    });
    until(() -> status().runs() == 1);
    pass(Duration.ofSeconds(1));
    done(_ -> {});
    assertThat(status().absent()).containsOnlyKeys("games");
    pass(GeneratorRunner.STRETCH);
    assertThat(status().absent()).isEmpty();
  }

  @Test
  void close_interrupts_endsItsSeries_andClosesIt() throws Exception {
    begin(doing("a"));
    done(out -> out.record(MOVES, of("x"), 1));
    engine.close(LONG);
    assertThat(journal.samples())
        .containsExactly(
            "moves_total{game=\"x\"} 1.0 @" + START,
            "moves_total{game=\"x\"} stale @" + (START + 1));
    assertThat(closed).hasValue(1);
  }

  @Test
  void generatorThatHangs_isLeftAlone_andItsEmitterThrows() throws Exception {
    var hangs = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    begin(
        new GeneratorPlan(
            "a",
            "config",
            () ->
                out -> {
                  out.record(MOVES, of("x"), 1);
                  hangs.countDown();
                  ignoringInterrupts(goOn);
                  assertThatThrownBy(() -> out.record(MOVES, of("x"), 2))
                      .isInstanceOf(IllegalStateException.class);
                  assertThatThrownBy(out::commit).isInstanceOf(IllegalStateException.class);
                  assertThatThrownBy(() -> out.commitWithin(SLOT))
                      .isInstanceOf(IllegalStateException.class);
                  ended.countDown();
                }));
    hangs.await();
    engine.close(Duration.ofMillis(10));
    assertThat(journal.samples()).hasSize(2);
    goOn.countDown();
    ended.await();
    assertThat(journal.samples()).hasSize(2);
  }

  @Test
  void apply_sameConfiguration_leavesItAlone_andAnotherReplacesItAlone() throws Exception {
    begin(doing("a"));
    done(out -> out.record(MOVES, of("x"), 1));
    apply(doing("a"));
    assertThat(made).hasValue(1);
    assertThat(closed).hasValue(0);
    apply(new GeneratorPlan("a", "another", this::doer));
    assertThat(made).hasValue(2);
    until(() -> closed.get() == 1); // it is given a second to return, and it may take longer
    assertThat(engine.live().snapshot().size()).isZero();
    done(out -> out.record(MOVES, of("y"), 1));
    apply();
    until(() -> closed.get() == 2);
    assertThat(engine.series().size()).isZero();
    assertThat(engine.components()).isEmpty();
  }

  @Test
  void apply_otherProcessors_endsWhatTheyDrop_thoughNothingIsRecorded() throws Exception {
    begin(doing("a"));
    done(out -> {
      out.record(MOVES, of("x"), 1);
      out.commit();
      out.record(MOVES, of("y"), 1);
    });
    var drop = new ProcessorPlan("drop", "all", () -> (_, _) -> new Verdict.Drop("all"));
    engine.apply(
        new Plan(List.of(), List.of(), List.of(doing("a")), List.of(drop), SeriesLimits.DEFAULT));
    pass(SLOT);
    journal.await(2);
    until(() -> engine.live().snapshot().size() == 0);
    done(out -> {
      out.record(MOVES, of("x"), 2);
      out.commit();
    });
    assertThat(status().totals().filtered()).containsEntry("all", 1L);
    assertThat(engine.series().size()).isZero();
  }

  /// Time flies here: a minute is over before the generator begins to wait.
  @Test
  void commitWithin_waitsForTheJournal() throws Exception {
    journal.answer(FULL);
    begin(doing("a"));
    var safe = new CountDownLatch(1);
    deeds.add(out -> {
      out.record(MOVES, of("x"), 1);
      assertThat(out.commitWithin(Duration.ofDays(1_000))).isEqualTo(Appended.ACCEPTED);
      safe.countDown();
    });
    journal.awaitAsked(1);
    check(0, 0, 0, 0);
    journal.answer(Appended.ACCEPTED);
    until(() -> {
      pass(SLOT);
      return safe.getCount() == 0;
    });
    check(1, 1, 0, 0);
  }

  @Test
  void commitWithin_outOfPatience_tookNothing_andCountsIt() throws Exception {
    journal.answer(FULL);
    begin(doing("a"));
    done(out -> {
      out.record(MOVES, of("x"), 1);
      assertThat(out.commitWithin(Duration.ZERO))
          .isInstanceOfSatisfying(
              Appended.Refused.class, it -> assertThat(it.reason()).isEqualTo("full"));
      assertThat(out.commitWithin(Duration.ZERO)).isEqualTo(Appended.ACCEPTED);
    });
    check(1, 0, 1, 0);
  }

  @Test
  void commitWithin_isNotToldToWaitForWhatNeverGoes() throws Exception {
    journal.answer(new Appended.Refused(Overflow.TOO_LARGE, Duration.ZERO));
    begin(doing("a"));
    done(out -> {
      out.record(MOVES, of("x"), 1);
      assertThat(out.commitWithin(Duration.ofDays(1))).isInstanceOf(Appended.Refused.class);
    });
    check(1, 0, 1, 0);
  }

  @Test
  void commitWithin_interrupted_isTriedOnceMore_atTheEnd() throws Exception {
    journal.answer(FULL);
    begin(doing("a"));
    deeds.add(out -> {
      out.record(MOVES, of("x"), 1);
      out.commitWithin(Duration.ofDays(1));
    });
    journal.awaitAsked(1);
    journal.answer(batch -> batch.size() == 1 ? FULL : Appended.ACCEPTED);
    engine.close(LONG);
    assertThat(journal.samples()).hasSize(2);
  }

  @Test
  void refused_waitsInMemory_andGoesFirst() throws Exception {
    journal.answer(FULL);
    begin(doing("a"));
    done(out -> {
      out.record(MOVES, of("x"), 1);
      out.commit();
    });
    check(1, 0, 0, 1);
    journal.answer(Appended.ACCEPTED);
    done(out -> {
      out.record(MOVES, of("x"), 2);
      out.commit();
    });
    assertThat(journal.samples().getFirst()).startsWith("moves_total{game=\"x\"} 1.0");
    check(2, 2, 0, 0);
  }

  private void begin(GeneratorPlan... generators) throws InterruptedException {
    apply(generators);
    engine.begin();
  }

  private void apply(GeneratorPlan... generators) throws InterruptedException {
    engine.apply(
        new Plan(List.of(), List.of(), List.of(generators), List.of(), SeriesLimits.DEFAULT));
  }

  /// Has the generator do something, and waits until it has.
  private void done(Deed deed) throws Exception {
    var done = new LinkedBlockingQueue<List<Throwable>>();
    deeds.add(out -> {
      try {
        deed.on(out);
        done.add(List.of());
      } catch (Throwable failure) {
        done.add(List.of(failure));
        throw failure;
      }
    });
    assertThat(done.take()).isEmpty();
  }

  private void pass(Duration span) {
    time.pass(span);
    engine.tick();
  }

  private static void until(BooleanSupplier so) {
    while (!so.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private ComponentStatus status() {
    return engine.components().getFirst();
  }

  private void check(long received, long accepted, long refused, long waiting) {
    Totals totals = status().totals();
    assertThat(totals.received()).isEqualTo(received);
    assertThat(totals.accepted()).isEqualTo(accepted);
    assertThat(totals.refused().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(refused);
    assertThat(totals.waiting()).isEqualTo(waiting);
  }

  private GeneratorPlan doing(String name) {
    return new GeneratorPlan(name, "config", this::doer);
  }

  private Generator doer() {
    made.incrementAndGet();
    return new Generator() {
      @Override
      public void run(Emitter out) throws Exception {
        while (true) {
          deeds.take().on(out);
        }
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }

  private static Labels of(String game) {
    return Labels.of("game", game);
  }

  private static void ignoringInterrupts(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException ignored) {
        // a driver that hangs does not care either
      }
    }
  }
}
