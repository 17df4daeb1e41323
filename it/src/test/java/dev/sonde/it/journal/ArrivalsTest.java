package dev.sonde.it.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.it.journal.Arrivals.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The oracle sees what it is there to see.
final class ArrivalsTest {
  private static final int SLOTS = 2;

  private final Arrivals arrivals = new Arrivals(1, SLOTS, 1);
  private final Sent sent = new Sent();

  @Test
  void whole_isWhole() {
    acknowledge(0, 2);
    bring(0, 1, 2, 3);
    assertThat(judged()).isEqualTo(new Verdict(4, 0, 0, 0, 0, 0));
  }

  @Test
  void acknowledgedAndNotArrived_isLost() {
    acknowledge(0, 2);
    bring(0, 1, 3);
    assertThat(judged()).isEqualTo(new Verdict(4, 1, 0, 0, 0, 0));
  }

  @Test
  void arrivedAndNotAcknowledged_isUnasked() {
    acknowledge(0);
    bring(0, 1, 2);
    assertThat(judged()).isEqualTo(new Verdict(2, 0, 0, 0, 1, 0));
  }

  @Test
  void twiceAfterAnAnswer_isUnexplained() {
    arrivals.answered(bring(0, 1));
    arrivals.answered(bring(0, 1));
    assertThat(judged()).isEqualTo(new Verdict(0, 0, 2, 2, 2, 0));
  }

  @Test
  void twiceWithoutAnAnswer_isExcused() {
    bring(0, 1);
    bring(0, 1);
    assertThat(judged()).isEqualTo(new Verdict(0, 0, 2, 0, 2, 0));
  }

  @Test
  void lastBeforeAKill_isExcused() {
    arrivals.answered(bring(0, 1));
    arrivals.nextRun();
    bring(0, 1);
    assertThat(judged()).isEqualTo(new Verdict(0, 0, 2, 0, 2, 0));
  }

  @Test
  void earlierThanTheLastBeforeAKill_isUnexplained() {
    arrivals.answered(bring(0, 1));
    arrivals.answered(bring(2, 3));
    arrivals.nextRun();
    bring(0, 1, 2, 3);
    assertThat(judged()).isEqualTo(new Verdict(0, 0, 4, 2, 4, 0));
  }

  @Test
  void earlierOneOfASeries_isDisordered() {
    bring(0, 3);
    bring(1, 2);
    assertThat(judged()).isEqualTo(new Verdict(0, 0, 0, 0, 4, 1));
  }

  @Test
  void batchInFlightAtAKill_thatIsReadAfterItCameAgain_isExcused() {
    arrivals.answered(bring(Optional.of("first"), 0, 1));
    arrivals.answered(bring(Optional.of("second"), 2, 3));
    arrivals.answered(bring(Optional.of("second"), 4, 5));
    arrivals.answered(bring(Optional.of("first"), 2, 3));
    assertThat(judged().duplicated()).isEqualTo(2);
    assertThat(judged().unexplained()).isZero();
  }

  @Test
  void batchThatComesAgainFromTheSameStart_isUnexplained() {
    arrivals.answered(bring(Optional.of("first"), 0, 1));
    arrivals.nextRun();
    arrivals.answered(bring(Optional.of("first"), 0, 1));
    assertThat(judged().unexplained()).isEqualTo(2);
  }

  private void acknowledge(long... from) {
    for (long each : from) {
      sent.acknowledge(new Push(0, each, SLOTS, 0));
    }
  }

  private int bring(long... ids) {
    return bring(Optional.empty(), ids);
  }

  private int bring(Optional<String> start, long... ids) {
    var samples = new ArrayList<Sample>();
    for (long id : ids) {
      samples.add(new Sample(0, id));
    }
    return arrivals.take(samples, start);
  }

  private Verdict judged() {
    return arrivals.judge(List.of(sent));
  }
}
