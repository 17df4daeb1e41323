package dev.sonde.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Stale;
import dev.sonde.api.Surroundings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every collector keeps to. Extend it, say which factory and in which surroundings, and add
/// the tests of your own.
public abstract class CollectorContract<C> {
  private static final long START = 1_767_225_600_000L;
  private static final int RUNS = 3;

  private final RecordingRecorder recorder = new RecordingRecorder();
  private Collector collector = _ -> {};

  /// The factory under test.
  protected abstract CollectorFactory<C> factory();

  /// A machine, or a fixture of one, on which the collector has something to measure.
  protected abstract Surroundings surroundings();

  @BeforeEach
  void create() {
    collector = factory().create(factory().read(new DefaultSettings()), surroundings());
  }

  @AfterEach
  void close() {
    collector.close();
  }

  @Test
  void factory_hasNameAndHelpForPeople() {
    assertThat(factory().name()).matches("[a-z][a-z0-9_]*");
    assertThat(factory().help()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void configuration_equalsItselfWhenReadAgain() {
    assertThat(factory().read(new DefaultSettings()))
        .isEqualTo(factory().read(new DefaultSettings()));
  }

  @Test
  void collect_measuresSomething() throws Exception {
    runs(RUNS);
    assertThat(recorder.recorded()).isNotEmpty();
  }

  @Test
  void collect_recordsEachSeriesOnceInARun() throws Exception {
    runs(RUNS);
    var seen = new HashSet<String>();
    assertThat(recorder.recorded())
        .allSatisfy(each -> assertThat(seen.add(each.series())).isTrue());
  }

  @Test
  void collect_recordsTheRunsInstantOrEarlier() throws Exception {
    runs(RUNS);
    assertThat(recorder.recorded())
        .allSatisfy(each -> assertThat(each.timeMillis()).isLessThanOrEqualTo(recorder.time()));
  }

  @Test
  void families_haveNamesUnitsAndHelpAsPagesNeedThem() throws Exception {
    runs(RUNS);
    for (Family family : families()) {
      assertThat(family.name()).matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
      assertThat(family.help()).as(family.name()).isNotBlank().doesNotContain("\n");
      assertThat(family.name().endsWith("_total"))
          .as(family.name() + " ends in _total just when it is a counter")
          .isEqualTo(family.kind() == Kind.COUNTER);
    }
  }

  @Test
  void families_areTheSameForEverySeriesOfAName() throws Exception {
    runs(RUNS);
    assertThat(families().stream().map(Family::name)).doesNotHaveDuplicates();
  }

  @Test
  void values_areNumbersThatCanBe() throws Exception {
    runs(RUNS);
    for (Recorded each : recorder.recorded()) {
      assertThat(Stale.is(each.value())).as(each.series()).isFalse();
      assertThat(each.value()).as(each.series()).isFinite();
      if (each.family().unit().equals("percent")) {
        assertThat(each.value()).as(each.series()).isBetween(0.0, 100.0);
      }
    }
  }

  @Test
  void counters_neverFallBelowZeroOrBack() throws Exception {
    Map<String, Double> before = new HashMap<>();
    for (int run = 0; run < RUNS; run++) {
      runs(1);
      for (Recorded each : recorder.recorded()) {
        if (each.family().kind() == Kind.COUNTER) {
          assertThat(each.value())
              .as(each.series())
              .isGreaterThanOrEqualTo(before.getOrDefault(each.series(), 0.0));
          before.put(each.series(), each.value());
        }
      }
    }
  }

  @Test
  void collect_worksAgainAfterAnInterrupt() throws Exception {
    runs(RUNS);
    List<String> series = recorder.recorded().stream().map(Recorded::series).toList();
    Thread interrupted =
        Thread.ofVirtual()
            .start(() -> {
              Thread.currentThread().interrupt();
              try {
                collector.collect(recorder.open(START));
              } catch (Exception allowed) {
                recorder.close();
              }
            });
    interrupted.join();
    runs(1);
    assertThat(recorder.recorded()).extracting(Recorded::series).containsAll(series);
  }

  @Test
  void collect_failsOnceItsRecorderIsClosed() {
    recorder.close();
    assertThatCode(() -> collector.collect(recorder)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void close_mayBeCalledTwice() throws Exception {
    runs(1);
    collector.close();
    assertThatCode(() -> collector.close()).doesNotThrowAnyException();
  }

  private void runs(int count) throws Exception {
    for (int run = 0; run < count; run++) {
      collector.collect(recorder.open(START + run * 5_000L));
    }
  }

  private Set<Family> families() {
    var families = new HashSet<Family>();
    recorder.recorded().forEach(each -> families.add(each.family()));
    return families;
  }
}
