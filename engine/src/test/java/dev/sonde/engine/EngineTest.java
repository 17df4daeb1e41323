package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Collector;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Recorder;
import dev.sonde.api.Verdict;
import dev.sonde.engine.ComponentStatus.State;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {
  private static final Family FAMILY = Family.counter("turns_total", "", "How often it turned.");

  /// A run that is waited for has as long as it takes.
  private static final RunSettings PATIENT =
      new RunSettings(Duration.ofSeconds(1), Duration.ofMinutes(5));

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Engine engine = new Engine(time, new LiveOnly());
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();

  @AfterEach
  void close() throws InterruptedException {
    engine.close(Duration.ofSeconds(1));
  }

  @Test
  void collectOnce_fillsTheLiveView() throws Exception {
    apply(turning("a", "config", PATIENT));
    engine.collectOnce();
    assertThat(engine.live().snapshot().series(0)).hasToString("turns_total{of=\"a\"}");
    assertThat(engine.components()).singleElement().extracting("state").isEqualTo(State.OK);
  }

  @Test
  void collect_runsOneAlone_andAnswersHowItIsThen() throws Exception {
    apply(turning("a", "config", PATIENT), turning("b", "config", PATIENT));
    assertThat(engine.collect("b")).get().extracting("runs").isEqualTo(1L);
    assertThat(engine.live().snapshot().series(0)).hasToString("turns_total{of=\"b\"}");
    assertThat(engine.live().snapshot().size()).isOne();
    assertThat(engine.collect("nobody")).isEmpty();
  }

  @Test
  void collect_whileARunGoesOn_waitsAndRunsAfterIt() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var runs = new AtomicInteger();
    apply(
        plan(
            "a",
            "one",
            new RunSettings(Duration.ofMinutes(2), Duration.ofMinutes(1)),
            () ->
                _ -> {
                  begun.countDown();
                  goOn.await();
                  runs.incrementAndGet();
                }));
    engine.begin();
    engine.tick();
    begun.await();
    var waiting = Thread.ofVirtual().unstarted(() -> collect("a"));
    waiting.start();
    goOn.countDown();
    waiting.join();
    assertThat(runs).hasValue(2);
    assertThat(status().skipped()).isZero();
  }

  @Test
  void apply_sameConfiguration_keepsTheCollectorAndItsState() throws Exception {
    apply(turning("a", "config", PATIENT));
    engine.collectOnce();
    apply(turning("a", "config", new RunSettings(Duration.ofSeconds(9), Duration.ofMinutes(5))));
    engine.collectOnce();
    assertThat(made).hasValue(1);
    assertThat(engine.live().snapshot().value(0)).isEqualTo(2);
    assertThat(closed).hasValue(0);
  }

  @Test
  void apply_otherConfiguration_replacesThatCollectorAlone() throws Exception {
    apply(turning("a", "one", PATIENT), turning("b", "one", PATIENT));
    engine.collectOnce();
    apply(turning("a", "two", PATIENT), turning("b", "one", PATIENT));
    engine.collectOnce();
    assertThat(made).hasValue(3);
    assertThat(closed).hasValue(1);
    assertThat(engine.live().snapshot().value(0)).isEqualTo(1);
    assertThat(engine.live().snapshot().value(1)).isEqualTo(2);
  }

  @Test
  void apply_withoutACollector_endsItsSeries() throws Exception {
    apply(turning("a", "one", PATIENT));
    engine.collectOnce();
    apply();
    assertThat(engine.live().snapshot().size()).isZero();
    assertThat(engine.series().size()).isZero();
    assertThat(closed).hasValue(1);
  }

  @Test
  void apply_otherProcessors_changesWhatIsKept_fromTheNextRunOn() throws Exception {
    Plan.CollectorPlan collector = turning("a", "one", PATIENT);
    apply(collector);
    engine.collectOnce();
    engine.apply(
        new Plan(
            List.of(collector),
            List.of(),
            List.of(new Plan.ProcessorPlan("drop", "all", () -> (_, _) -> new Verdict.Drop("all"))),
            SeriesLimits.DEFAULT));
    engine.collectOnce();
    assertThat(engine.live().snapshot().size()).isZero();
    assertThat(engine.components().getFirst().totals().filtered()).containsEntry("all", 1L);
  }

  @Test
  void failures_inARow_makeItFailing_andOneSuccessHeals() throws Exception {
    var fails = new AtomicInteger(ComponentStatus.FAILURES_TO_FAIL + 1);
    apply(
        plan(
            "a",
            "one",
            PATIENT,
            () ->
                out -> {
                  if (fails.getAndDecrement() > 0) {
                    throw new IOException("no answer");
                  }
                  out.record(FAMILY, Labels.NONE, 1);
                }));
    for (int i = 0; i < ComponentStatus.FAILURES_TO_FAIL; i++) {
      engine.collectOnce();
      assertThat(status().state()).isEqualTo(State.ERROR);
    }
    engine.collectOnce();
    assertThat(status().state()).isEqualTo(State.FAILING);
    assertThat(status().lastError()).isEqualTo("IOException: no answer");
    engine.collectOnce();
    assertThat(status().state()).isEqualTo(State.OK);
    assertThat(status().failures()).isEqualTo(ComponentStatus.FAILURES_TO_FAIL + 1);
  }

  @Test
  void collectorWithNothingToMeasure_isIdle_untilThereIsSomething() throws Exception {
    var found = new AtomicInteger();
    apply(plan("a", "config", PATIENT, () -> new Looking(found)));
    engine.collectOnce();
    assertThat(status().state()).isEqualTo(State.IDLE);
    found.set(1);
    engine.collectOnce();
    assertThat(status().state()).isEqualTo(State.OK);
    found.set(-1);
    engine.collectOnce();
    assertThat(status().state()).as("one that fails has something").isEqualTo(State.ERROR);
  }

  /// Measures nothing as long as there is nothing.
  private record Looking(AtomicInteger found) implements Collector {
    @Override
    public void collect(Recorder out) throws IOException {
      if (found.get() < 0) {
        throw new IOException("it is broken");
      }
    }

    @Override
    public boolean isIdle() {
      return found.get() <= 0;
    }
  }

  @Test
  void failure_afterSomeSamples_keepsThem() throws Exception {
    apply(
        plan(
            "a",
            "one",
            PATIENT,
            () ->
                out -> {
                  out.record(FAMILY, Labels.NONE, 1);
                  throw new IOException("then it broke");
                }));
    engine.collectOnce();
    assertThat(engine.live().snapshot().size()).isEqualTo(1);
  }

  @Test
  void run_pastItsDeadline_losesItsRecorder_andNothingStartsBesideIt() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    var afterwards = new AtomicInteger();
    apply(
        plan(
            "a",
            "one",
            new RunSettings(Duration.ofSeconds(1), Duration.ofMillis(10)),
            () ->
                out -> {
                  begun.countDown();
                  ignoringInterrupts(goOn);
                  try {
                    out.record(FAMILY, Labels.NONE, 1);
                    afterwards.incrementAndGet();
                  } finally {
                    ended.countDown();
                  }
                }));
    engine.collectOnce();
    begun.await();
    assertThat(status().lastError()).isEqualTo("TimeoutException: no end within 10 ms");
    engine.collectOnce();
    assertThat(status().skipped()).isEqualTo(1);
    goOn.countDown();
    ended.await();
    assertThat(afterwards).hasValue(0);
    assertThat(engine.live().snapshot().size()).isZero();
  }

  @Test
  void hang_makesItFailing_thoughNoRunEnds() throws Exception {
    var goOn = new CountDownLatch(1);
    var run = new RunSettings(Duration.ofSeconds(1), Duration.ofMillis(10));
    apply(plan("a", "one", run, () -> _ -> ignoringInterrupts(goOn)));
    engine.collectOnce();
    for (int i = 0; i < ComponentStatus.FAILURES_TO_FAIL; i++) {
      engine.collectOnce();
    }
    assertThat(status().state()).isEqualTo(State.FAILING);
    assertThat(status().lastError()).contains("no end within 10 ms");
    goOn.countDown();
  }

  @Test
  void error_ofTheVirtualMachine_isAFailureLikeAnother() throws Exception {
    var first = new AtomicInteger();
    apply(
        plan(
            "a",
            "one",
            PATIENT,
            () ->
                out -> {
                  if (first.getAndIncrement() == 0) {
                    throw new InternalError("no thread can be had");
                  }
                  out.record(FAMILY, Labels.NONE, 1);
                }));
    engine.collectOnce();
    assertThat(status().lastError()).isEqualTo("InternalError: no thread can be had");
    engine.collectOnce();
    assertThat(status().state()).isEqualTo(State.OK);
    assertThat(status().lastError()).as("kept when it has healed").isNotEmpty();
  }

  @Test
  void close_thatThrows_isNoReasonToKeepACollector() throws Exception {
    apply(
        plan(
            "a",
            "one",
            PATIENT,
            () ->
                new Collector() {
                  @Override
                  public void collect(Recorder out) {
                    out.record(FAMILY, Labels.NONE, 1);
                  }

                  @Override
                  public void close() {
                    throw new IllegalStateException("a defect");
                  }
                }));
    engine.collectOnce();
    apply(turning("a", "two", PATIENT));
    engine.collectOnce();
    assertThat(engine.live().snapshot().series(0)).hasToString("turns_total{of=\"a\"}");
    assertThat(engine.live().snapshot().size()).isEqualTo(1);
  }

  @Test
  void clock_runsCollectorsAtTheirInstants_andReschedulingMovesThem() throws Exception {
    var runs = new Semaphore(0);
    Supplier<Collector> make = () -> _ -> runs.release();
    apply(plan("a", "one", new RunSettings(Duration.ofSeconds(5), Duration.ofSeconds(5)), make));
    engine.begin();
    ran(runs, Duration.ZERO, 1);
    ran(runs, Duration.ofSeconds(5), 1);
    apply(plan("a", "one", new RunSettings(Duration.ofSeconds(2), Duration.ofSeconds(2)), make));
    ran(runs, Duration.ofSeconds(1), 1);
    ran(runs, Duration.ofSeconds(2), 1);
  }

  @Test
  void comparing_collectorsGetASecondReadingAfterASecond() throws Exception {
    var runs = new Semaphore(0);
    Collector comparing =
        new Collector() {
          @Override
          public void collect(Recorder out) {
            runs.release();
          }

          @Override
          public boolean comparesReadings() {
            return true;
          }
        };
    var run = new RunSettings(Duration.ofSeconds(60), Duration.ofSeconds(5));
    apply(plan("a", "one", run, () -> comparing));
    engine.begin();
    ran(runs, Duration.ZERO, 1);
    ran(runs, Duration.ofSeconds(1), 1);
  }

  @Test
  void deadline_isKeptByTheClock_andTheNextInstantRunsAgain() throws Exception {
    var begun = new Semaphore(0);
    var interrupted = new CountDownLatch(1);
    apply(
        plan(
            "a",
            "one",
            new RunSettings(Duration.ofSeconds(1), Duration.ofSeconds(1)),
            () ->
                _ -> {
                  begun.release();
                  try {
                    new CountDownLatch(1).await();
                  } finally {
                    interrupted.countDown();
                  }
                }));
    engine.begin();
    engine.tick();
    begun.acquire();
    time.pass(Duration.ofSeconds(1));
    engine.tick();
    interrupted.await();
    assertThat(status().failures()).isEqualTo(1);
  }

  /// Lets time pass and waits until as many runs have begun; there is no other way for them to
  /// begin.
  private void ran(Semaphore runs, Duration after, int count) throws InterruptedException {
    time.pass(after);
    engine.tick();
    runs.acquire(count);
    engine.awaitIdle();
    assertThat(runs.availablePermits()).isZero();
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

  private ComponentStatus status() {
    return engine.components().getFirst();
  }

  private void apply(Plan.CollectorPlan... collectors) throws InterruptedException {
    engine.apply(new Plan(List.of(collectors), List.of(), List.of(), SeriesLimits.DEFAULT));
  }

  private Plan.CollectorPlan turning(String name, String config, RunSettings run) {
    return plan(
        name,
        config,
        run,
        () -> {
          made.incrementAndGet();
          return new Turning(name, closed);
        });
  }

  private static Plan.CollectorPlan plan(
      String name, String config, RunSettings run, Supplier<Collector> make) {
    return new Plan.CollectorPlan(name, config, run, false, make);
  }

  private static final class Turning implements Collector {
    private final Labels labels;
    private final AtomicInteger closed;
    private int turns;

    Turning(String name, AtomicInteger closed) {
      this.labels = Labels.of("of", name);
      this.closed = closed;
    }

    @Override
    public void collect(Recorder out) {
      turns++;
      out.record(FAMILY, labels, turns);
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private void collect(String name) {
    try {
      engine.collect(name);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
