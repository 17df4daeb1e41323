package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Family;
import dev.sonde.api.Intake;
import dev.sonde.api.Labels;
import dev.sonde.api.Processor;
import dev.sonde.api.Slot;
import dev.sonde.api.Stale;
import dev.sonde.api.Time;
import dev.sonde.api.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ProducerTest {
  private static final Family FAMILY = Family.gauge("temperature", "celsius", "How warm it is.");

  private final List<String> kept = new ArrayList<>();
  private final Intake journal =
      (batch, _) -> {
        keep(batch);
        return Appended.ACCEPTED;
      };
  private final SeriesTable table =
      new SeriesTable(SeriesLimits.DEFAULT, new AtomicInteger()::getAndIncrement);
  private final Families families = new Families(table, journal);
  private final LiveView live = new LiveView(families);
  private final Overflow overflow = new Overflow(Time.SYSTEM, journal, 1_000);
  private Producer producer = new Producer(table, families, live, overflow, false);
  private Pipeline pipeline = new Pipeline(1, List.of());
  private long now = 1_000;

  @Test
  void record_reachesTheJournalAndTheLiveView() {
    run("a", "b");
    assertThat(kept).containsExactly("temperature{room=\"a\"} 1.0", "temperature{room=\"b\"} 1.0");
    assertThat(live.snapshot().size()).isEqualTo(2);
    assertThat(live.snapshot().time(0)).isEqualTo(1_000);
  }

  @Test
  void series_notRecordedInARun_endsWithIt() {
    run("a", "b");
    kept.clear();
    run("a");
    assertThat(kept)
        .containsExactly("temperature{room=\"a\"} 1.0", "temperature{room=\"b\"} stale");
    assertThat(live.snapshot().size()).isEqualTo(1);
    kept.clear();
    run("a");
    assertThat(kept).containsExactly("temperature{room=\"a\"} 1.0");
  }

  @Test
  void series_unusedForLong_leavesTheTable_andMayComeBackThroughItsOldSlot() {
    RunRecorder first = producer.open(pipeline, now);
    Slot slot = first.slot(FAMILY, Labels.of("room", "a"));
    first.record(slot, 1);
    first.close();
    for (int i = 0; i <= Producer.FORGET_AFTER_RUNS + 1; i++) {
      run();
    }
    assertThat(table.size()).isZero();
    RunRecorder again = producer.open(pipeline, now);
    again.record(slot, 2);
    again.close();
    assertThat(live.snapshot().value(0)).isEqualTo(2);
    run();
    assertThat(live.snapshot().size()).isZero();
  }

  @Test
  void duplicate_inOneRun_isRefusedAndCounted() {
    run("a", "a");
    assertThat(kept).hasSize(1);
    assertThat(producer.totals().refused()).containsEntry("duplicate", 1L);
  }

  @Test
  void limit_onSeries_refusesAndCounts_andHealsWhenThereIsRoom() {
    limits(new SeriesLimits(1, 10, 100));
    run("a", "b");
    assertThat(producer.totals().refused()).containsEntry("max_series", 1L);
    for (int i = 0; i <= Producer.FORGET_AFTER_RUNS + 1; i++) {
      run("b");
    }
    kept.clear();
    run("b");
    assertThat(kept).containsExactly("temperature{room=\"b\"} 1.0");
  }

  @Test
  void limit_onLabels_refusesAndCounts() {
    limits(new SeriesLimits(10, 10, 100));
    run("x".repeat(200));
    assertThat(kept).isEmpty();
    assertThat(producer.totals().refused()).containsEntry("label_limit", 1L);
  }

  @Test
  void pipeline_dropsRenamesAndCounts() {
    pipeline = pipelineOf(2, (_, labels) -> verdict(labels));
    run("secret", "b");
    assertThat(kept).containsExactly("warmth{room=\"b\"} 1.0");
    assertThat(producer.totals().filtered()).containsEntry("private", 1L);
    assertThat(families.of("warmth").help()).isEqualTo(FAMILY.help());
  }

  @Test
  void pipeline_changed_marksTheOldNameStale() {
    run("a");
    kept.clear();
    pipeline = pipelineOf(2, (_, labels) -> new Verdict.Becomes("warmth", labels));
    run("a");
    assertThat(kept).containsExactly("temperature{room=\"a\"} stale", "warmth{room=\"a\"} 1.0");
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void pipeline_changed_keepsWhatItDoesNotTouch() {
    run("a");
    kept.clear();
    pipeline = pipelineOf(2, (_, _) -> Verdict.KEEP);
    run("a");
    assertThat(kept).containsExactly("temperature{room=\"a\"} 1.0");
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void journal_refusing_makesSamplesWait_andTheLiveViewGoesOn() {
    Intake full = (_, _) -> new Appended.Refused("journal_full", Duration.ofSeconds(5));
    producer = new Producer(table, families, live, new Overflow(Time.SYSTEM, full, 1_000), false);
    run("a", "b");
    assertThat(producer.totals().waiting()).isEqualTo(2);
    assertThat(producer.totals().refused()).isEmpty();
    assertThat(producer.totals().accepted()).isZero();
    assertThat(live.snapshot().size()).isEqualTo(2);
  }

  @Test
  void recorder_closed_throwsOnEveryCall() {
    RunRecorder recorder = producer.open(pipeline, now);
    Slot slot = recorder.slot(FAMILY, Labels.NONE);
    assertThat(recorder.close()).isTrue();
    assertThat(recorder.close()).isFalse();
    assertThatThrownBy(() -> recorder.record(slot, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> recorder.slot(FAMILY, Labels.NONE))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> recorder.absent("a", "b")).isInstanceOf(IllegalStateException.class);
    assertThat(kept).isEmpty();
  }

  @Test
  void slot_ofAnotherComponent_isRefused() {
    var other = new Producer(table, families, live, overflow, false);
    Slot theirs = other.open(pipeline, now).slot(FAMILY, Labels.NONE);
    RunRecorder recorder = producer.open(pipeline, now);
    assertThatThrownBy(() -> recorder.record(theirs, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void retire_endsEverySeriesAndGivesThemBack() {
    run("a", "b");
    kept.clear();
    producer.retire(now);
    assertThat(kept)
        .containsExactlyInAnyOrder(
            "temperature{room=\"a\"} stale", "temperature{room=\"b\"} stale");
    assertThat(live.snapshot().size()).isZero();
    assertThat(table.size()).isZero();
  }

  @Test
  void slot_forgottenWhileFiltered_isKnownAgainWhenItComesBack() {
    pipeline = pipelineOf(2, (_, _) -> new Verdict.Drop("all"));
    RunRecorder first = producer.open(pipeline, now);
    Slot slot = first.slot(FAMILY, Labels.of("room", "a"));
    first.record(slot, 1);
    first.close();
    for (int i = 0; i <= Producer.FORGET_AFTER_RUNS + 1; i++) {
      run();
    }
    pipeline = new Pipeline(3, List.of());
    RunRecorder again = producer.open(pipeline, now);
    again.record(slot, 2);
    again.close();
    run();
    assertThat(live.snapshot().size()).isZero();
    producer.retire(now);
    assertThat(table.size()).isZero();
  }

  @Test
  void processor_thatThrows_isCountedAndLeavesNothingBehind() {
    run("a");
    kept.clear();
    pipeline =
        pipelineOf(
            2,
            (_, _) -> {
              throw new IllegalStateException("a defect");
            });
    run("a");
    assertThat(kept).containsExactly("temperature{room=\"a\"} stale");
    assertThat(producer.totals().filtered()).containsEntry("processor_failed", 1L);
    assertThat(table.size()).isZero();
  }

  @Test
  void slots_thatComeToOneSeries_areOneSeries() {
    pipeline = pipelineOf(2, (name, _) -> new Verdict.Becomes(name, Labels.NONE));
    run("a", "b");
    assertThat(kept).containsExactly("temperature 1.0");
    assertThat(producer.totals().refused()).containsEntry("duplicate", 1L);
    kept.clear();
    run("b");
    assertThat(kept).containsExactly("temperature stale");
    kept.clear();
    run("b");
    assertThat(kept).containsExactly("temperature 1.0");
  }

  @Test
  void series_ofTwoProducers_endsWithTheLastOfThem() {
    var other = new Producer(table, families, live, overflow, false);
    run("a");
    RunRecorder theirs = other.open(pipeline, now);
    theirs.record(FAMILY, Labels.of("room", "a"), 2);
    theirs.close();
    kept.clear();
    run();
    assertThat(kept).isEmpty();
    assertThat(live.snapshot().value(0)).isEqualTo(2);
    other.retire(now);
    assertThat(kept).containsExactly("temperature{room=\"a\"} stale");
    producer.retire(now);
    assertThat(table.size()).isZero();
  }

  @Test
  void series_leavingAndTakenByAnother_isOneOnThePage() {
    run("a");
    pipeline = pipelineOf(2, (_, _) -> new Verdict.Drop("all"));
    RunRecorder leaving = producer.open(pipeline, now);
    leaving.record(FAMILY, Labels.of("room", "a"), 1);
    var other = new Producer(table, families, live, overflow, false);
    RunRecorder theirs = other.open(new Pipeline(1, List.of()), now);
    theirs.record(FAMILY, Labels.of("room", "a"), 5);
    theirs.close();
    leaving.close();
    assertThat(live.snapshot().size()).isLessThanOrEqualTo(1);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void limits_changed_areAskedAgain_withTheNextGeneration() {
    limits(new SeriesLimits(10, 10, 30));
    run("x".repeat(30));
    assertThat(kept).isEmpty();
    limits(new SeriesLimits(10, 10, 400));
    pipeline = new Pipeline(2, List.of());
    run("x".repeat(30));
    assertThat(kept).hasSize(1);
  }

  @Test
  void essential_isTakenEvenWhenTheTableIsFull() {
    limits(new SeriesLimits(1, 10, 100));
    run("a");
    producer = new Producer(table, families, live, overflow, true);
    run("b");
    assertThat(producer.totals().refused()).isEmpty();
  }

  @Test
  void counts_addUp_whateverHappens() {
    var random = new Random(7);
    limits(new SeriesLimits(20, 3, 60));
    long[] accepted = {0};
    Intake moody =
        (batch, _) -> {
          if (random.nextInt(4) == 0) {
            return new Appended.Refused("journal_full", Duration.ZERO);
          }
          accepted[0] += batch.size();
          return Appended.ACCEPTED;
        };
    var small = new Overflow(Time.SYSTEM, moody, 25);
    producer = new Producer(table, families, live, small, false);
    for (int i = 0; i < 2_000; i++) {
      if (random.nextInt(20) == 0) {
        int modulo = 2 + random.nextInt(5);
        pipeline = pipelineOf(i + 2, (name, labels) -> someDropped(name, labels, modulo));
      }
      var rooms = new ArrayList<String>();
      random.ints(random.nextInt(30), 0, 40).forEach(room -> rooms.add("r" + room));
      run(rooms.toArray(String[]::new));
      Totals totals = producer.totals();
      assertThat(totals.received())
          .isEqualTo(
              totals.accepted()
                  + sum(totals.filtered())
                  + sum(totals.refused())
                  + totals.waiting());
      assertThat(totals.accepted()).isEqualTo(accepted[0]);
      assertThat(table.size()).isLessThanOrEqualTo(20);
    }
    producer.retire(now);
    small.close();
    assertThat(producer.totals().waiting()).isZero();
    assertThat(producer.totals().refused()).containsKey("journal_full");
    assertThat(table.size()).isZero();
    assertThat(live.snapshot().size()).isZero();
  }

  private static long sum(java.util.Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static Verdict someDropped(String name, Labels labels, int modulo) {
    int hash = Math.floorMod(labels.hashCode(), modulo);
    return switch (hash) {
      case 0 -> new Verdict.Drop("chance");
      case 1 -> new Verdict.Becomes(name + "_other", labels);
      default -> Verdict.KEEP;
    };
  }

  private static Verdict verdict(Labels labels) {
    return "secret".equals(labels.value("room"))
        ? new Verdict.Drop("private")
        : new Verdict.Becomes("warmth", labels);
  }

  private static Pipeline pipelineOf(int generation, Processor processor) {
    return new Pipeline(generation, List.of(new Pipeline.Step("test", processor)));
  }

  private void limits(SeriesLimits limits) {
    table.limit(limits);
  }

  private void run(String... rooms) {
    RunRecorder recorder = producer.open(pipeline, now++);
    for (String room : rooms) {
      recorder.record(FAMILY, Labels.of("room", room), 1);
    }
    recorder.close();
  }

  private void keep(Batch batch) {
    for (int row = 0; row < batch.size(); row++) {
      double value = batch.value(row);
      kept.add(batch.series(row) + " " + (Stale.is(value) ? "stale" : Double.toString(value)));
    }
  }
}
