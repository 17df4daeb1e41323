package dev.sonde.receivers.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.BatchId;
import dev.sonde.wire.relay.Aside;
import dev.sonde.wire.relay.Aside.Before;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContinuityTest {
  private static final UUID SENDER = new UUID(1, 2);
  private static final Appended LATER = new Appended.Refused("journal_full", Duration.ZERO);

  private final Continuity continuity = new Continuity();
  private long epoch = 1;

  @Test
  void oneThatGoesOn_isWell_withHolesToo() {
    check(accepted(0, 10, 0, 7, null));
    check(accepted(10, 20, 10, 8, new Before(10, 7)));
    check(accepted(500, 600, 20, 9, new Before(20, 8)));
    check(accepted(600, 700, 600, 10, null));
  }

  @Test
  void otherSumOrEnd_isAnotherMachine() {
    check(accepted(0, 10, 0, 7, null));
    check(accepted(10, 20, 10, 8, new Before(10, 6)), Finding.Kind.FORKED);
    check(accepted(20, 30, 20, 9, new Before(10, 7)), Finding.Kind.FORKED);
    check(accepted(30, 40, 30, 9, new Before(30, 9)));
  }

  @Test
  void whatWasNotAccepted_isNotTheLast() {
    check(accepted(0, 10, 0, 7, null));
    check(brought(10, 20, 10, 8, null, 0, LATER));
    check(brought(0, 10, 10, 99, null, 0, Appended.REPEATED));
    check(accepted(10, 20, 10, 8, new Before(10, 7)));
  }

  @Test
  void anotherStart_isNotCompared() {
    check(accepted(0, 10, 0, 7, null));
    epoch = 2;
    check(accepted(10, 20, 10, 8, new Before(10, 6)));
  }

  @Test
  void hubThatHasLessThanItTook_hasLostSome() {
    check(accepted(100, 110, 40, 7, new Before(100, 6)), Finding.Kind.RESTORED);
  }

  @Test
  void moreThatIsLost_isTold_less_isNot() {
    check(brought(0, 10, 0, 7, null, 5, Appended.ACCEPTED), Finding.Kind.LOST);
    check(brought(10, 20, 10, 7, null, -5, Appended.ACCEPTED));
  }

  private Iterable<Finding> accepted(
      long from, long to, long held, int sum, @Nullable Before before) {
    return brought(from, to, held, sum, before, 0, Appended.ACCEPTED);
  }

  /// @param more samples that were lost since the last one
  private Iterable<Finding> brought(
      long from, long to, long held, int sum, @Nullable Before before, long more, Appended answer) {
    var aside = new Aside(0, 10 + more, Optional.ofNullable(before));
    var batch = new Brought(new BatchId(SENDER, epoch, from, to), aside, sum, held);
    return continuity.judge(batch, 10, answer);
  }

  private static void check(Iterable<Finding> found, Finding.Kind... expected) {
    assertThat(found).extracting(Finding::kind).containsExactly(expected);
  }
}
