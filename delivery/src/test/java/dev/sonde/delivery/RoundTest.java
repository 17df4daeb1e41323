package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Outcome;
import dev.sonde.testkit.ScriptedShipper.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RoundTest {
  private Rig rig;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void accepted_inOrderAndInBatches() {
    rig.append(250);
    assertThat(rig.run()).isEqualTo(Next.WHEN_MORE);
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
    assertThat(rig.shipper.attempts())
        .extracting(each -> each.rows().size())
        .containsExactly(100, 100, 50);
    assertThat(rig.standing().delivered()).isEqualTo(250);
    assertThat(rig.kit.ledger().batches()).isEqualTo(3);
    assertThat(rig.kit.ledger().samples()).isEqualTo(250);
    assertThat(rig.log.lines()).isEmpty();
  }

  @Test
  void shipper_isToldHowThingsStand() {
    rig.append(250);
    rig.shipper.then(new Outcome.Accepted(3, "too old")).thenRetry();
    rig.drain();
    assertThat(rig.shipper.stands())
        .containsExactly(
            "waiting 150, dropped 0",
            "waiting 50, dropped 3",
            "waiting 50, dropped 3",
            "waiting 0, dropped 3");
  }

  @Test
  void refusedSamples_areDroppedByName() {
    rig.append(10);
    rig.shipper.then(new Outcome.Accepted(3, "too old"));
    rig.run();
    assertThat(rig.standing().delivered()).isEqualTo(7);
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("refused_by_destination", 3L));
    assertThat(rig.log.lines())
        .containsExactly("WARN the destination refused 3 of 10 samples: too old");
  }

  @Test
  void moreRefusedThanSent_isItsDefect() {
    rig.append(10);
    rig.shipper.then(new Outcome.Accepted(11, "odd"));
    rig.run();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("refused_by_destination", 10L));
    assertThat(rig.log.lines())
        .containsExactly("ERROR a defect in the destination: it refused 11 of 10 samples: odd");
  }

  @Test
  void retry_sendsTheSameAgain() {
    rig.append(10);
    rig.shipper.thenRetry().thenSilence();
    rig.drain();
    Sent first = rig.shipper.attempts().getFirst();
    assertThat(rig.shipper.attempts()).containsExactly(first, first, first);
    assertThat(rig.standing().delivered()).isEqualTo(10);
    assertThat(rig.kit.ledger().attempts()).isEqualTo(3);
    assertThat(rig.kit.ledger().failures()).isEqualTo(2);
  }

  @Test
  void retry_sendsTheSameAgain_whenMoreCameMeanwhile() {
    rig.append(10);
    rig.shipper.thenRetry();
    rig.run();
    rig.append(500);
    rig.drain();
    assertThat(rig.shipper.attempts().get(1)).isEqualTo(rig.shipper.attempts().get(0));
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
  }

  @Test
  void retryAfter_isObeyedWhenLonger_withinBounds() {
    rig.append(10);
    rig.shipper
        .then(new Outcome.Retry(Optional.of(Duration.ofMinutes(7)), "429"))
        .then(new Outcome.Retry(Optional.of(Duration.ofDays(300)), "429"));
    assertThat(rig.run()).isEqualTo(new Next.After(Duration.ofMinutes(7).toNanos()));
    assertThat(rig.run()).isEqualTo(new Next.After(Duration.ofHours(1).toNanos()));
  }

  @Test
  void destinationDownForADay_isNotGivenUp() {
    rig.append(10);
    long from = rig.time.nanos();
    rig.shipper.otherwise(_ -> {
      if (rig.time.nanos() - from < Duration.ofDays(1).toNanos()) {
        throw new java.io.IOException("connection refused");
      }
      return Outcome.ACCEPTED;
    });
    rig.shipper.answering(true);
    rig.drain();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
    assertThat(rig.log.lines().size()).isBetween(100, 1441);
  }

  @Test
  void held_isShownAndTriedAgain() {
    rig.append(10);
    rig.shipper.then(new Outcome.Held("401 bad key"));
    assertThat(rig.run()).isInstanceOf(Next.After.class);
    assertThat(rig.kit.breaker().state().circuit()).isEqualTo(Circuit.HELD);
    assertThat(rig.log.take())
        .singleElement()
        .asString()
        .startsWith("WARN is held, somebody has to mend this: 401 bad key; after a change")
        .contains("10 samples wait");
    rig.drain();
    assertThat(rig.kit.breaker().state().circuit()).isEqualTo(Circuit.CLOSED);
    assertThat(rig.log.take()).singleElement().asString().startsWith("INFO works again after ");
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
  }

  @Test
  void tooLarge_isHalvedUntilItFits() {
    rig.append(100);
    rig.shipper.otherwise(
        sent -> sent.rows().size() > 30 ? new Outcome.TooLarge("413") : Outcome.ACCEPTED);
    rig.drain();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
    assertThat(rig.standing().delivered()).isEqualTo(100);
    assertThat(rig.log.lines()).isEmpty();
  }

  @Test
  void oneSampleTooLarge_isSetAside() {
    rig.append(20);
    rig.shipper.otherwise(sent ->
        sent.rows().contains(rig.expected.get(13))
            ? new Outcome.TooLarge("413")
            : Outcome.ACCEPTED);
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("too_large", 1L));
    assertThat(rig.standing().delivered()).isEqualTo(19);
    assertThat(rig.destination.deadLetters().samples()).isEqualTo(1);
    assertThat(rig.shipper.arrived())
        .hasSize(19)
        .doesNotContain(rig.expected.get(13))
        .isSubsetOf(rig.expected);
  }

  @Test
  void everySampleTooLarge_isAWrongLimit_andHeld() {
    rig.append(350);
    rig.shipper.otherwise(_ -> new Outcome.TooLarge("HTTP 413"));
    for (int i = 0; i < 50; i++) {
      assertThat(rig.run()).isInstanceOf(Next.After.class);
      rig.time.pass(Duration.ofMinutes(1));
    }
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("too_large", 2L));
    assertThat(rig.destination.deadLetters().count()).isEqualTo(2);
    assertThat(rig.kit.breaker().state().circuit()).isEqualTo(Circuit.HELD);
    assertThat(rig.log.lines())
        .anyMatch(each ->
            each.startsWith(
                "WARN is held, somebody has to mend this: takes not even one sample: its size"
                    + " limit, or that of a proxy before it, is too small: HTTP 413; raise that"
                    + " limit over there; 348 samples wait in the journal, next try in "));
    rig.shipper.otherwise(_ -> Outcome.ACCEPTED);
    rig.drain();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected.subList(2, 350));
    assertThat(rig.kit.breaker().state().circuit()).isEqualTo(Circuit.CLOSED);
  }

  @Test
  void limitThatIsTooSmall_isForgottenWhenSomethingIsTaken() {
    rig.append(100);
    rig.shipper.otherwise(sent ->
        sent.rows().size() > 1 || rig.expected.indexOf(sent.rows().getFirst()) % 3 > 0
            ? new Outcome.TooLarge("413")
            : Outcome.ACCEPTED);
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("too_large", 66L));
    assertThat(rig.standing().delivered()).isEqualTo(34);
  }

  @Test
  void rejected_isSetAside_andTheNextGoesOn() {
    rig.append(150);
    rig.shipper.then(new Outcome.Rejected("400 bad"));
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("rejected", 100L));
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected.subList(100, 150));
    assertThat(rig.destination.deadLetters().count()).isEqualTo(1);
    assertThat(rig.kit.ledger().setAside()).isEqualTo(new Ledger.SetAside(1, 100));
    assertThat(rig.log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN 100 samples are set aside as a dead letter, batch ");
  }

  @Test
  void oneSampleRejected_isSaidAsOne() {
    rig.append(1);
    rig.shipper.then(new Outcome.Rejected("400 bad"));
    rig.drain();
    assertThat(rig.log.lines())
        .singleElement()
        .asString()
        .startsWith("WARN 1 sample is set aside as a dead letter, batch ");
  }

  @Test
  void everythingRejected_isSetAsideAndShown_untilSomethingIsTaken() {
    rig.append(350);
    rig.shipper.thenRetry().otherwise(_ -> new Outcome.Rejected("400 bad"));
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("rejected", 350L));
    assertThat(rig.kit.breaker().state().circuit()).isEqualTo(Circuit.OPEN);
    assertThat(rig.kit.breaker().state().lastError()).isEqualTo("400 bad");
    assertThat(rig.log.take())
        .hasSize(2)
        .noneMatch(each -> each.contains("works again"))
        .last()
        .asString()
        .startsWith("WARN has refused 3 batches in a row, 300 samples, ");
    rig.append(10);
    rig.shipper.otherwise(_ -> Outcome.ACCEPTED);
    rig.drain();
    assertThat(rig.kit.breaker().state().circuit()).isEqualTo(Circuit.CLOSED);
    assertThat(rig.log.take()).singleElement().asString().startsWith("INFO works again after ");
  }

  @Test
  void rejectedAfterAnOutage_isNotWorkingAgain() {
    rig.append(100);
    rig.shipper.thenRetry().thenRetry().thenRetry().then(new Outcome.Rejected("400 bad"));
    rig.drain();
    assertThat(rig.kit.breaker().state().circuit()).isEqualTo(Circuit.OPEN);
    assertThat(rig.log.take()).noneMatch(each -> each.contains("works again"));
    rig.append(1);
    rig.drain();
    assertThat(rig.log.take()).singleElement().asString().startsWith("INFO works again after ");
  }

  @Test
  void again_encodesTheSameAnewAndSendsItAtOnce() {
    rig.append(10);
    rig.shipper.thenRetry().then(new Outcome.Again("takes 1.0 only"));
    assertThat(rig.run()).isInstanceOf(Next.After.class);
    assertThat(rig.shipper.encoded()).isEqualTo(1);
    assertThat(rig.run()).isEqualTo(Next.WHEN_MORE);
    assertThat(rig.shipper.encoded()).isEqualTo(2);
    assertThat(rig.shipper.attempts()).hasSize(3).containsOnly(rig.shipper.attempts().getFirst());
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
    assertThat(rig.standing().delivered()).isEqualTo(10);
    assertThat(rig.kit.ledger().failures()).isEqualTo(1);
  }

  @Test
  void againForEver_isHeld_andLosesNothing() {
    rig.append(10);
    rig.shipper.otherwise(_ -> new Outcome.Again("changed its mind"));
    for (int i = 0; i < 3; i++) {
      assertThat(rig.run()).isInstanceOf(Next.After.class);
      rig.time.pass(Duration.ofMinutes(1));
    }
    assertThat(rig.shipper.attempts()).hasSize(15);
    assertThat(rig.kit.breaker().state().lastError())
        .isEqualTo("the shipper finds no form that the destination takes: changed its mind");
    rig.shipper.otherwise(_ -> Outcome.ACCEPTED);
    rig.drain();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
  }

  @Test
  void again_isAllowedForEveryBatchAnew() {
    rig.append(600);
    for (int i = 0; i < 6; i++) {
      rig.shipper.then(new Outcome.Again("other form")).then(Outcome.ACCEPTED);
    }
    assertThat(rig.run()).isEqualTo(Next.WHEN_MORE);
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
  }

  @Test
  void spoiltBatch_isCutUntilWhatSpoilsItStandsAlone() {
    rig.append(250);
    var wrong = List.of(rig.expected.get(13), rig.expected.get(14), rig.expected.get(99));
    rig.shipper.otherwise(sent ->
        sent.rows().stream().anyMatch(wrong::contains)
            ? new Outcome.Spoilt("400 out of order sample")
            : Outcome.ACCEPTED);
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("rejected", 3L));
    assertThat(rig.standing().delivered()).isEqualTo(247);
    assertThat(rig.destination.deadLetters().count()).isEqualTo(3);
    assertThat(rig.shipper.arrived())
        .isEqualTo(rig.expected.stream().filter(each -> !wrong.contains(each)).toList());
    assertThat(rig.shipper.attempts().size()).isLessThan(50);
  }

  @Test
  void spoiltThroughAndThrough_isSetAsideAfterSomeCuts_andTheNextGoesOn() {
    rig.append(200);
    rig.shipper.otherwise(sent ->
        rig.expected.indexOf(sent.rows().getFirst()) < 100
            ? new Outcome.Spoilt("400 out of bounds")
            : Outcome.ACCEPTED);
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("rejected", 100L));
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected.subList(100, 200));
    assertThat(rig.shipper.attempts().size()).isLessThan(170);
  }

  @Test
  void refusedAfterAnAttemptWithoutAnAnswer_isCalledSo() {
    rig.append(100);
    rig.shipper
        .thenSilence()
        .then(new Outcome.Spoilt("400 out of order sample"))
        .then(new Outcome.Accepted(49, "out of order"))
        .otherwise(sent ->
            sent.rows().contains(rig.expected.get(99))
                ? Outcome.ACCEPTED
                : new Outcome.Spoilt("400 out of order sample"));
    rig.drain();
    assertThat(rig.standing().dropped()).containsOnlyKeys("perhaps_arrived");
    assertThat(rig.destination.deadLetters().count()).isPositive();
    rig.append(10);
    rig.shipper.then(new Outcome.Accepted(3, "too old"));
    rig.drain();
    assertThat(rig.standing().dropped()).containsEntry("refused_by_destination", 3L);
  }

  @Test
  void refusedAfterACrash_mayHaveArrivedBefore() {
    rig.append(10);
    rig.shipper.thenSilence();
    rig.run();
    rig.round =
        new Round(rig.kit, rig.plan(CourierPlan.EVERYTHING), rig.destination, rig.shipper, null);
    rig.shipper.then(new Outcome.Accepted(9, "out of order"));
    rig.drain();
    assertThat(rig.standing().dropped()).containsExactly(Map.entry("perhaps_arrived", 9L));
  }

  @Test
  void defectOfTheShipper_isRetriedAndLoggedOnce() {
    rig.append(10);
    for (int i = 0; i < 10; i++) {
      rig.shipper.then(_ -> {
        throw new IllegalStateException("oops");
      });
    }
    rig.drain();
    assertThat(rig.shipper.arrived()).isEqualTo(rig.expected);
    assertThat(rig.log.lines()).filteredOn(each -> each.contains("a defect")).hasSize(1);
    assertThat(rig.kit.ledger().failures()).isEqualTo(10);
  }

  @Test
  void hostileAnswers_areTidied() {
    rig.append(2);
    String hostile = "a\nERROR b\u001b[31m" + "x".repeat(1_000_000);
    rig.shipper.then(new Outcome.Accepted(1, hostile));
    rig.run();
    rig.append(2);
    rig.shipper.then(new Outcome.Rejected(hostile));
    rig.run();
    assertThat(rig.log.lines())
        .hasSize(2)
        .allSatisfy(
            each -> assertThat(each).hasSizeLessThan(800).doesNotContainPattern("\\p{Cntrl}"));
  }

  @Test
  void errorTexts_areTidied() {
    rig.append(1);
    rig.shipper.then(new Outcome.Retry(Optional.empty(), "a\nb\u001b[31m" + "x".repeat(10_000)));
    rig.run();
    assertThat(rig.kit.breaker().state().lastError()).startsWith("a b [31m").hasSizeLessThan(510);
  }
}
