package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.BatchId;
import java.util.Random;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What it costs to find samples for whose sake a batch is refused, at the default batch size.
final class CulpritsTest {
  private static final int BATCH = 10_000;
  private static final UUID INSTANCE = new UUID(1, 2);

  private final Culprits culprits = new Culprits();
  private int requests;
  private int setAside;
  private int good;

  @Test
  void oneWrongSample_costsFewRequests_whereverItIs() {
    for (int wrong : new int[] {0, 1, 4_999, 5_000, 7_777, 9_999}) {
      var fresh = new CulpritsTest();
      fresh.send(BATCH, each -> each == wrong);
      fresh.expect(17, 1, 0);
    }
  }

  @Test
  void neighbours_areAllFoundAlone() {
    send(BATCH, each -> each >= 5_000 && each < 5_007);
    expect(100, 7, 0);
  }

  @Test
  void oneInAHundred_isFoundExactly() {
    var random = new Random(4);
    boolean[] wrong = new boolean[BATCH];
    IntStream.range(0, 100).forEach(_ -> wrong[random.nextInt(BATCH)] = true);
    send(BATCH, each -> wrong[each]);
    assertThat(good).isZero();
    assertThat(requests).isLessThan(2_000);
  }

  @Test
  void everySecondOne_isBounded() {
    send(BATCH, each -> each % 2 == 0);
    assertThat(requests).isLessThan(2 * Culprits.MOST_REFUSALS + 2 * Culprits.PIECES + 20);
    assertThat(setAside).isLessThan(Culprits.MOST_REFUSALS + 2 * Culprits.PIECES);
  }

  @Test
  void wholeBatchOutOfBounds_costsAHundredRequests_andWhatIsGoodBehindItArrives() {
    send(BATCH, each -> each < 9_000);
    assertThat(requests).isLessThan(150);
    assertThat(setAside).isLessThan(100);
    assertThat(good).isLessThanOrEqualTo(BATCH / Culprits.PIECES);
  }

  @Test
  void millionOutOfBounds_costsADozenRequestsForEachBatch() {
    send(1_000_000 + BATCH, each -> each < 1_000_000 - 3);
    assertThat(requests).isLessThan(1_600);
    assertThat(setAside).isLessThan(1_000);
    assertThat(good).isLessThanOrEqualTo(BATCH / 8);
  }

  @Test
  void afterSomethingWasTaken_itIsExactAgain() {
    send(3 * BATCH, each -> each < BATCH || each == 25_000);
    assertThat(good).isZero();
  }

  private void expect(int mostRequests, int pieces, int goodOnes) {
    assertThat(requests).isLessThanOrEqualTo(mostRequests);
    assertThat(setAside).isEqualTo(pieces);
    assertThat(good).isEqualTo(goodOnes);
  }

  /// As a courier does.
  private void send(int total, IntPredicate wrong) {
    int from = 0;
    while (from < total) {
      int to = from + culprits.most(Math.min(BATCH, total - from), from);
      assertThat(to).isGreaterThan(from);
      from = settle(from, to, wrong);
    }
  }

  private int settle(int from, int to, IntPredicate wrong) {
    requests++;
    if (IntStream.range(from, to).noneMatch(wrong)) {
      culprits.taken();
      return to;
    }
    if (culprits.worthACut(new BatchId(INSTANCE, 7, from, to), to - from)) {
      return settle(from, from + (to - from) / 2, wrong);
    }
    setAside++;
    good += (int) IntStream.range(from, to).filter(each -> !wrong.test(each)).count();
    return to;
  }
}
