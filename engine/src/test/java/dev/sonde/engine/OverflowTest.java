package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Intake;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class OverflowTest {
  private static final Appended FULL = new Appended.Refused("full", Duration.ZERO);

  /// A journal that can be shut.
  private static final class Door implements Intake {
    final List<Integer> sizes = new ArrayList<>();
    final List<Double> values = new ArrayList<>();
    Appended answer = Appended.ACCEPTED;
    int asked;
    int most = Integer.MAX_VALUE;
    int exemplars;

    @Override
    public synchronized Appended append(Batch batch, Origin origin) {
      asked++;
      if (batch.size() > most) {
        return new Appended.Refused("too_large", Duration.ZERO);
      }
      exemplars += batch.extras();
      if (answer instanceof Appended.Accepted) {
        sizes.add(batch.size());
        for (int row = 0; row < batch.size(); row++) {
          values.add(batch.value(row));
        }
      }
      return answer;
    }
  }

  /// What a producer does, without the runs.
  private static final class Source {
    final Tally tally = new Tally();
    final Ledger ledger = new Ledger();
    final Series series;
    private final Overflow journal;
    private double next;

    Source(Overflow journal, int number) {
      this.journal = journal;
      this.series = new Series("number", Labels.of("source", "s" + number), number);
      this.next = number * 1e6;
    }

    void send(int samples) {
      var batch = new Batch();
      for (int i = 0; i < samples; i++) {
        batch.add(series, 0, next++);
      }
      tally.received(samples);
      journal.append(batch, ledger, tally);
      tally.clear();
    }
  }

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Door door = new Door();
  private final Overflow journal = new Overflow(time, door, 10);
  private final Source source = new Source(journal, 0);

  @Test
  void batchThatIsTooLarge_isRefused_andHoldsNobodyUp() {
    door.most = 5;
    source.send(6);
    source.send(2);
    assertThat(door.values).containsExactly(6.0, 7.0);
    check(source.ledger.totals(), 8, 2, 6, 0);
  }

  @Test
  void batchesThatAreTooLargeTogether_goOneByOne() {
    door.answer = FULL;
    source.send(3);
    source.send(4);
    source.send(1);
    door.answer = Appended.ACCEPTED;
    door.most = 3;
    source.send(1);
    assertThat(door.values).containsExactly(0.0, 1.0, 2.0, 7.0, 8.0);
    check(source.ledger.totals(), 9, 5, 4, 0);
  }

  @Test
  void extras_waitToo_andWeighMore() {
    door.answer = FULL;
    var batch = new Batch();
    batch.add(source.series, 0, 1);
    batch.attach(new Exemplar(Labels.NONE, 1, 1));
    var large = new Overflow(time, door, 20);
    large.append(batch, source.ledger, source.tally);
    door.answer = Appended.ACCEPTED;
    large.append(new Batch(), source.ledger, source.tally);
    large.close();
    assertThat(door.exemplars).isEqualTo(1);
    door.answer = FULL;
    large.append(batch, source.ledger, source.tally);
    large.append(batch, source.ledger, source.tally);
    door.answer = Appended.ACCEPTED;
    large.close();
    assertThat(door.exemplars).as("the bound holds one of the two").isEqualTo(2);
  }

  @Test
  void accepted_goesStraightThrough() {
    source.send(3);
    assertThat(door.values).containsExactly(0.0, 1.0, 2.0);
    check(source.ledger.totals(), 3, 3, 0, 0);
  }

  @Test
  void refused_waits_andGoesBeforeTheNext() {
    door.answer = FULL;
    source.send(2);
    source.send(1);
    check(source.ledger.totals(), 3, 0, 0, 3);
    door.answer = Appended.ACCEPTED;
    source.send(1);
    assertThat(door.values).containsExactly(0.0, 1.0, 2.0, 3.0);
    assertThat(door.sizes).containsExactly(3, 1);
    check(source.ledger.totals(), 4, 4, 0, 0);
  }

  @Test
  void refused_isNotOfferedAgain_beforeTheJournalSaid() {
    door.answer = new Appended.Refused("full", Duration.ofSeconds(5));
    source.send(2);
    door.answer = Appended.ACCEPTED;
    time.pass(Duration.ofMillis(4_999));
    source.send(1);
    new Source(journal, 1).send(1);
    assertThat(door.asked).isEqualTo(1);
    check(source.ledger.totals(), 3, 0, 0, 3);
    time.pass(Duration.ofMillis(1));
    source.send(1);
    assertThat(door.values).containsExactly(0.0, 1.0, 2.0, 1e6, 3.0);
    check(source.ledger.totals(), 4, 4, 0, 0);
  }

  @Test
  void refusedAgain_restsAgain() {
    door.answer = new Appended.Refused("full", Duration.ofSeconds(5));
    source.send(1);
    time.pass(Duration.ofSeconds(5));
    source.send(1);
    source.send(1);
    assertThat(door.asked).isEqualTo(2);
    time.pass(Duration.ofSeconds(5));
    source.send(1);
    assertThat(door.asked).isEqualTo(3);
    check(source.ledger.totals(), 4, 0, 0, 4);
  }

  @Test
  void close_asksAtOnce() {
    door.answer = new Appended.Refused("full", Duration.ofSeconds(5));
    source.send(2);
    door.answer = Appended.ACCEPTED;
    journal.close();
    check(source.ledger.totals(), 2, 2, 0, 0);
  }

  @Test
  void nothingWaiting_theJournalIsAskedAtOnce() {
    door.answer = new Appended.Refused("full", Duration.ofSeconds(5));
    source.send(11);
    door.answer = Appended.ACCEPTED;
    source.send(1);
    check(source.ledger.totals(), 12, 1, 11, 0);
  }

  @Test
  void another_drainsForEverybody() {
    door.answer = FULL;
    source.send(2);
    door.answer = Appended.ACCEPTED;
    new Source(journal, 1).send(1);
    assertThat(door.values).containsExactly(0.0, 1.0, 1e6);
    check(source.ledger.totals(), 2, 2, 0, 0);
  }

  @Test
  void tooMany_theOldestGo_underTheJournalsReason() {
    door.answer = FULL;
    source.send(4);
    source.send(4);
    source.send(4);
    check(source.ledger.totals(), 12, 0, 4, 8);
    assertThat(source.ledger.totals().refused()).containsOnlyKeys("full");
    source.send(11);
    check(source.ledger.totals(), 23, 0, 23, 0);
  }

  @Test
  void journal_thatThrows_hasTakenNothing() {
    var broken =
        new Overflow(
            time,
            (_, _) -> {
              throw new IllegalStateException("a defect");
            },
            10);
    var theirs = new Source(broken, 0);
    theirs.send(2);
    check(theirs.ledger.totals(), 2, 0, 0, 2);
    broken.close();
    assertThat(theirs.ledger.totals().refused()).containsEntry("journal_failed", 2L);
  }

  @Test
  void close_triesOnceMore() {
    door.answer = FULL;
    source.send(2);
    door.answer = Appended.ACCEPTED;
    journal.close();
    check(source.ledger.totals(), 2, 2, 0, 0);
  }

  @Test
  void close_givesUpWhatIsNotTaken() {
    door.answer = FULL;
    source.send(2);
    journal.close();
    check(source.ledger.totals(), 2, 0, 2, 0);
  }

  @Test
  void longQueue_goesInFewAppends() {
    var large = new Overflow(time, door, 200_000);
    var theirs = new Source(large, 0);
    door.answer = FULL;
    for (int i = 0; i < 300; i++) {
      theirs.send(100);
    }
    door.answer = Appended.ACCEPTED;
    theirs.send(1);
    assertThat(door.sizes).containsExactly(10_000, 10_000, 10_000, 1);
    assertThat(door.values).isSorted();
  }

  @Test
  void manySources_randomRefusals_orderAndCountsHold() throws Exception {
    Intake moody =
        (batch, origin) ->
            ThreadLocalRandom.current().nextInt(3) == 0 ? FULL : door.append(batch, origin);
    var shared = new Overflow(time, moody, 300);
    var sources = new ArrayList<Source>();
    for (int i = 0; i < 8; i++) {
      sources.add(new Source(shared, i));
    }
    var begin = new CountDownLatch(1);
    var runs = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Source each : sources) {
        Future<?> run =
            threads.submit(() -> {
              var random = new Random(3);
              begin.await();
              for (int i = 0; i < 500; i++) {
                each.send(1 + random.nextInt(20));
                addsUp(each.ledger.totals());
              }
              return null;
            });
        runs.add(run);
      }
      begin.countDown();
    }
    for (Future<?> each : runs) {
      each.get();
    }
    shared.close();
    long accepted = 0;
    for (Source each : sources) {
      addsUp(each.ledger.totals());
      assertThat(each.ledger.totals().waiting()).isZero();
      accepted += each.ledger.totals().accepted();
      double from = each.series.index() * 1e6;
      assertThat(door.values.stream().filter(value -> value >= from && value < from + 1e6))
          .isSorted()
          .doesNotHaveDuplicates()
          .hasSize((int) each.ledger.totals().accepted());
    }
    assertThat(door.values).hasSize((int) accepted);
  }

  private static void addsUp(Totals totals) {
    assertThat(totals.received()).isEqualTo(totals.accepted() + gone(totals) + totals.waiting());
    assertThat(totals.waiting()).isNotNegative();
  }

  private static long gone(Totals totals) {
    return totals.refused().values().stream().mapToLong(Long::longValue).sum();
  }

  private static void check(Totals totals, long received, long accepted, long refused, long wait) {
    assertThat(totals.received()).isEqualTo(received);
    assertThat(totals.accepted()).isEqualTo(accepted);
    assertThat(gone(totals)).isEqualTo(refused);
    assertThat(totals.waiting()).isEqualTo(wait);
  }
}
