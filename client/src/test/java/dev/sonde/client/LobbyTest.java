package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class LobbyTest {
  private static final Series SERIES = new Series("a", Labels.NONE, 0);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final long HALF = Lobby.LEAST_BYTES / 2;
  private static final Appended FULL = new Appended.Refused("journal_full", Duration.ofSeconds(1));

  private final Lobby lobby =
      new Lobby(new ManualTime("2026-01-01T00:00:00Z"), Lobby.LEAST_BYTES, new Receipt.Durable());

  @Test
  void callerWithoutPatience_isToldThatItIsInMemory_andItStaysUntilTheJournalHasIt() {
    assertThat(lobby.bring(parcel(1, 10), Duration.ZERO)).isEqualTo(new Receipt.InMemory());
    assertThat(lobby.answer(lobby.front(), FULL)).isTrue();
    assertThat(lobby.rows()).isEqualTo(1);
    assertThat(lobby.answer(lobby.front(), Appended.ACCEPTED)).isFalse();
    assertThat(lobby.rows()).isZero();
    assertThat(lobby.taken()).isEqualTo(1);
  }

  @Test
  void callerWhoWaits_isToldWhatTheJournalSays_andNothingStays() throws Exception {
    var receipts = new LinkedBlockingQueue<Receipt>();
    Thread caller = Thread.ofVirtual().start(() -> receipts.add(lobby.bring(parcel(3, 10), LONG)));
    assertThat(lobby.answer(lobby.front(), FULL)).isFalse();
    assertThat(receipts.take())
        .isEqualTo(
            new Receipt.Refused(
                Receipt.Reason.JOURNAL,
                "the journal takes nothing: journal_full",
                Duration.ofSeconds(1)));
    caller.join();
    assertThat(lobby.rows()).isZero();
    assertThat(lobby.refused()).isEqualTo(Map.of(Receipt.Reason.JOURNAL, 3L));
  }

  @Test
  void whenThereIsNoRoom_whoWillNotWaitIsRefused_andWhoWaitsGetsTheNextRoom() throws Exception {
    lobby.bring(parcel(1, HALF), Duration.ZERO);
    lobby.bring(parcel(1, HALF), Duration.ZERO);
    assertThat(lobby.bring(parcel(1, 1), Duration.ZERO))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Receipt.Reason.BUSY));
    var receipts = new LinkedBlockingQueue<Receipt>();
    Thread caller = Thread.ofVirtual().start(() -> receipts.add(lobby.bring(parcel(1, 1), LONG)));
    lobby.answer(lobby.front(), Appended.ACCEPTED);
    lobby.answer(lobby.front(), Appended.ACCEPTED);
    assertThat(receipts.take()).isEqualTo(new Receipt.Durable());
    caller.join();
  }

  @Test
  void moreThanIsTakenAtOnce_isRefusedAtOnce() {
    assertThat(lobby.bring(parcel(1, Lobby.LEAST_BYTES + 1), LONG))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Receipt.Reason.TOO_LARGE));
  }

  @Test
  void interrupt_endsTheWait_andStays() {
    Thread.currentThread().interrupt();
    assertThat(lobby.bring(parcel(1, 1), LONG)).isEqualTo(new Receipt.InMemory());
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closed_refusesWhoComes_andGivesOutWhatWaits_thenNothing() {
    lobby.bring(parcel(2, 1), Duration.ZERO);
    lobby.close();
    assertThat(lobby.bring(parcel(1, 1), LONG).isTaken()).isFalse();
    List<Parcel> last = lobby.front();
    assertThat(last).hasSize(1);
    lobby.answer(last, Appended.ACCEPTED);
    assertThat(lobby.front()).isEmpty();
    assertThat(lobby.abandon()).isZero();
  }

  @Test
  void abandoned_countsWhatWasTaken_andTurnsAwayWhoStillWaits() throws Exception {
    lobby.bring(parcel(5, 10), Duration.ZERO);
    List<Parcel> claimed = lobby.front();
    var receipts = new LinkedBlockingQueue<Receipt>();
    Thread caller = Thread.ofVirtual().start(() -> receipts.add(lobby.bring(parcel(7, 10), LONG)));
    while (lobby.rows() < 12) {
      Thread.onSpinWait();
    }
    assertThat(lobby.abandon()).isEqualTo(5);
    assertThat(receipts.take().isTaken()).isFalse();
    caller.join();
    assertThat(lobby.front()).isEmpty();
    assertThat(lobby.answer(claimed, Appended.ACCEPTED)).isFalse();
    assertThat(lobby.rows()).isZero();
  }

  @Test
  void settled_isWhatTheJournalHas_thoughItRefusedItAtFirst() throws Exception {
    assertThat(lobby.settle(Duration.ZERO)).isTrue();
    lobby.bring(parcel(2, 1), Duration.ZERO);
    assertThat(lobby.settle(Duration.ZERO)).isFalse();
    var settled = new LinkedBlockingQueue<Boolean>();
    Thread caller = Thread.ofPlatform().start(() -> settled.add(lobby.settle(LONG)));
    while (caller.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(lobby.answer(lobby.front(), FULL)).isTrue();
    lobby.bring(parcel(3, 1), Duration.ZERO);
    lobby.answer(lobby.front().subList(0, 1), Appended.ACCEPTED);
    assertThat(settled.take()).isTrue();
    caller.join();
    assertThat(lobby.settle(Duration.ZERO)).isFalse();
  }

  @Test
  void abandoned_isNotSettled() throws Exception {
    lobby.bring(parcel(2, 1), Duration.ZERO);
    lobby.front();
    lobby.abandon();
    assertThat(lobby.settle(LONG)).isFalse();
  }

  /// Many callers with and without patience, a journal that refuses at random: what was taken comes
  /// once, what was refused never, each caller's in order.
  @Test
  void whatIsTaken_comesOnce_whatIsRefusedNever() throws Exception {
    var taken = ConcurrentHashMap.<Double>newKeySet();
    var arrived = new ArrayList<Double>();
    Thread mover = Thread.ofPlatform().start(() -> move(arrived));
    var callers = new ArrayList<Thread>();
    for (int caller = 0; caller < 6; caller++) {
      int number = caller;
      callers.add(Thread.ofVirtual().start(() -> call(number, taken)));
    }
    for (Thread each : callers) {
      each.join();
    }
    lobby.close();
    mover.join();
    assertThat(arrived).doesNotHaveDuplicates();
    assertThat(new HashSet<>(arrived)).isEqualTo(Set.copyOf(taken));
    for (int caller = 0; caller < 6; caller++) {
      double from = caller * 10_000.0;
      assertThat(arrived.stream().filter(each -> each >= from && each < from + 10_000)).isSorted();
    }
  }

  private void call(int number, Set<Double> taken) {
    var random = new Random(number);
    for (int i = 0; i < 500; i++) {
      double value = number * 10_000.0 + i;
      var batch = new Batch();
      batch.add(SERIES, 0, value);
      var parcel = new Parcel(batch, random.nextLong(1, HALF));
      if (lobby.bring(parcel, random.nextBoolean() ? Duration.ZERO : LONG).isTaken()) {
        taken.add(value);
      }
    }
  }

  private void move(List<Double> arrived) {
    var random = new Random(99);
    for (List<Parcel> group = lobby.front(); !group.isEmpty(); group = lobby.front()) {
      boolean takes = random.nextInt(3) > 0;
      if (takes) {
        group.forEach(each -> arrived.add(each.batch.value(0)));
      }
      lobby.answer(group, takes ? Appended.ACCEPTED : FULL);
    }
  }

  private static Parcel parcel(int rows, long bytes) {
    var batch = new Batch();
    for (int row = 0; row < rows; row++) {
      batch.add(SERIES, row, row);
    }
    return new Parcel(batch, bytes);
  }
}
