package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BreakerTest {
  private static final Trouble SILENT = Trouble.of("connection refused");
  private static final Trouble HELD = Trouble.held("check its keys", "403");

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final RecordingLog log = new RecordingLog();
  private final Breaker breaker = new Breaker(log, time);

  @Test
  void circuit_opensAfterSomeFailures_andClosesAtTheFirstSuccess() {
    check(SILENT, Circuit.CLOSED);
    check(SILENT, Circuit.CLOSED);
    assertThat(log.lines()).isEmpty();
    check(SILENT, Circuit.OPEN);
    assertThat(log.take())
        .containsExactly(
            "WARN fails for 20s, 3 times in a row: connection refused; 5 samples wait in the"
                + " journal, next try in 4s");
    breaker.succeeded(5);
    assertThat(breaker.state().circuit()).isEqualTo(Circuit.CLOSED);
    assertThat(log.take()).containsExactly("INFO works again after 30s; 5 samples wait");
  }

  @Test
  void held_isSaidAtOnce_andIsOpenWhenTheReasonIsAnother() {
    check(HELD, Circuit.HELD);
    assertThat(log.take()).singleElement().asString().startsWith("WARN is held");
    check(SILENT, Circuit.OPEN);
    assertThat(log.take()).singleElement().asString().startsWith("WARN fails for 10s, 2 times");
  }

  @Test
  void held_saysWhatToMend() {
    check(HELD, Circuit.HELD);
    assertThat(log.lines())
        .containsExactly(
            "WARN is held, somebody has to mend this: 403; check its keys; 5 samples wait in the"
                + " journal, next try in 4s");
  }

  @Test
  void circuitOfAnotherKind_isSaidAtOnce_andOnlyRepeatsAreFolded() {
    for (int i = 0; i < 4; i++) {
      breaker.failed(SILENT, 3, 0, 5);
    }
    assertThat(log.take()).singleElement().asString().startsWith("WARN fails for ");
    breaker.failed(HELD, 3, 0, 5);
    assertThat(log.take()).singleElement().asString().startsWith("WARN is held");
    breaker.failed(HELD, 3, 0, 5);
    assertThat(log.take()).isEmpty();
  }

  @Test
  void failing_isLoggedOnceAMinute() {
    for (int i = 0; i < 60; i++) {
      breaker.failed(SILENT, 3, 0, 5);
      time.pass(Duration.ofSeconds(10));
    }
    assertThat(log.lines()).hasSize(10);
  }

  @Test
  void refusals_openTheCircuit_andOnlyWhatIsTakenClosesIt() {
    refuse(2, Circuit.CLOSED);
    assertThat(log.lines()).isEmpty();
    refuse(1, Circuit.OPEN);
    assertThat(log.take())
        .containsExactly(
            "WARN has refused 3 batches in a row, 30 samples, for 20s, and they are dead letters"
                + " now: 400; read one, then mend the destination or its configuration; 5 samples"
                + " wait in the journal");
    assertThat(breaker.state().lastError()).isEqualTo("400");
    assertThat(breaker.state().inARow()).isEqualTo(3);
    breaker.passed(0);
    assertThat(breaker.state().circuit()).isEqualTo(Circuit.OPEN);
    refuse(12, Circuit.OPEN);
    assertThat(log.take()).hasSize(2);
    breaker.succeeded(5);
    assertThat(log.take()).containsExactly("INFO works again after 2m30s; 5 samples wait");
    assertThat(breaker.state().inARow()).isZero();
    refuse(2, Circuit.CLOSED);
  }

  @Test
  void oneRefusal_isSaidAsOne() {
    for (int i = 0; i < 3; i++) {
      breaker.failed(SILENT, 3, 0, 1);
    }
    assertThat(log.take()).singleElement().asString().contains("; 1 sample waits in the journal");
    time.pass(Duration.ofMinutes(2));
    breaker.refused(1, "400", 1);
    assertThat(log.take())
        .singleElement()
        .asString()
        .startsWith("WARN has refused 1 batch in a row, 1 sample, for ")
        .endsWith(
            ", and it is a dead letter now: 400; read it, then mend the destination or its"
                + " configuration; 1 sample waits in the journal");
  }

  @Test
  void refusalAfterFailures_isNotWorkingAgain_butBacksOffAnew() {
    check(SILENT, Circuit.CLOSED);
    check(SILENT, Circuit.CLOSED);
    check(SILENT, Circuit.OPEN);
    log.take();
    refuse(1, Circuit.OPEN);
    breaker.passed(0);
    assertThat(breaker.state().failures()).isZero();
    assertThat(breaker.untilNext()).isZero();
    assertThat(log.take()).isEmpty();
    breaker.succeeded(0);
    assertThat(log.take()).containsExactly("INFO works again after 40s; 0 samples wait");
  }

  @Test
  void passed_closesWhenNothingWasRefused() {
    check(HELD, Circuit.HELD);
    breaker.passed(0);
    assertThat(breaker.state().circuit()).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void fewFailures_areNotWorthALine() {
    check(SILENT, Circuit.CLOSED);
    breaker.succeeded(0);
    check(SILENT, Circuit.CLOSED);
    assertThat(log.lines()).isEmpty();
    assertThat(breaker.state().lastError()).isEqualTo("connection refused");
  }

  @Test
  void change_getsALineAtOnce() {
    check(HELD, Circuit.HELD);
    breaker.changed();
    check(HELD, Circuit.HELD);
    assertThat(log.lines()).hasSize(2);
    assertThat(breaker.state().failures()).isEqualTo(1);
  }

  @Test
  void untilNext_countsDown() {
    assertThat(breaker.untilNext()).isZero();
    breaker.failed(SILENT, 3, Duration.ofSeconds(4).toNanos(), 5);
    time.pass(Duration.ofSeconds(1));
    assertThat(breaker.untilNext()).isEqualTo(Duration.ofSeconds(3));
    time.pass(Duration.ofSeconds(10));
    assertThat(breaker.untilNext()).isZero();
  }

  private void refuse(int times, Circuit expected) {
    for (int i = 0; i < times; i++) {
      breaker.refused(10, "400", 5);
      time.pass(Duration.ofSeconds(10));
    }
    assertThat(breaker.state().circuit()).isEqualTo(expected);
  }

  private void check(Trouble trouble, Circuit expected) {
    breaker.failed(trouble, 3, Duration.ofSeconds(4).toNanos(), 5);
    assertThat(breaker.state().circuit()).isEqualTo(expected);
    time.pass(Duration.ofSeconds(10));
  }
}
