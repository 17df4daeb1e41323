package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Outcome;
import dev.sonde.testkit.Recorded;
import dev.sonde.testkit.RecordingRecorder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeliveryMetricsTest {
  private final RecordingRecorder out = new RecordingRecorder();
  private Rig rig;
  private DeliveryMetrics metrics;

  @BeforeEach
  void open() throws Exception {
    rig = new Rig();
    metrics = new DeliveryMetrics(rig.journal::status, () -> List.of(status()), rig.time);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void accounts_addUpOnThePage() {
    rig.append(350);
    rig.shipper
        .then(new Outcome.Accepted(5, "old"))
        .then(new Outcome.Rejected("400"))
        .then(new Outcome.Held("401"));
    do {
      scrape();
      assertThat(sum("sonde_destination_accepted_samples_total"))
          .isEqualTo(
              sum("sonde_destination_pending_samples")
                  + sum("sonde_destination_delivered_samples_total")
                  + sum("sonde_destination_filtered_samples_total")
                  + sum("sonde_destination_dropped_samples_total"));
    } while (rig.step() instanceof Next.AtOnce);
    scrape();
    check("accepted_samples_total{destination=\"prom\"}", 350);
    check("pending_samples{destination=\"prom\"}", 150);
    check(
        "pending_bytes{destination=\"prom\"}",
        150 * (out.value("sonde_journal_accepted_bytes_total") / 350));
    check("in_flight_samples{destination=\"prom\"}", 100);
    check("delivered_samples_total{destination=\"prom\"}", 95);
    check("dropped_samples_total{destination=\"prom\",reason=\"rejected\"}", 100);
    check("dropped_samples_total{destination=\"prom\",reason=\"refused_by_destination\"}", 5);
    check("dead_letter_samples{destination=\"prom\"}", 100);
    check("attempts_total{destination=\"prom\"}", 3);
    check("failures_total{destination=\"prom\"}", 1);
    check("circuit{destination=\"prom\",state=\"held\"}", 1);
    check("circuit{destination=\"prom\",state=\"closed\"}", 0);
    assertThat(out.value("sonde_journal_accepted_samples_total")).isEqualTo(350);
    assertThat(out.value("sonde_journal_durable")).isEqualTo(1);
  }

  @Test
  void usualReasons_areZeroBeforeTheyOccur() {
    scrape();
    check("filtered_samples_total{destination=\"prom\",reason=\"not_a_number\"}", 0);
    for (String reason : List.of("damaged", "journal_full", "rejected")) {
      check("dropped_samples_total{destination=\"prom\",reason=\"" + reason + "\"}", 0);
    }
  }

  @Test
  void untilFull_isShownWhileABacklogGrows() {
    rig.shipper.otherwise(_ -> new Outcome.Held("401"));
    for (int i = 0; i < 20; i++) {
      rig.append(100);
      rig.run();
      rig.time.pass(Duration.ofSeconds(10));
      scrape();
    }
    assertThat(out.value("sonde_journal_seconds_until_full")).isPositive();
    rig.shipper.otherwise(_ -> Outcome.ACCEPTED);
    rig.drain();
    for (int i = 0; i < 20; i++) {
      rig.time.pass(Duration.ofSeconds(10));
      scrape();
    }
    assertThat(out.samples()).doesNotContainKey("sonde_journal_seconds_until_full");
  }

  @Test
  void families_areWellFormed() {
    List<Family> all = DeliveryMetrics.all();
    assertThat(all).doesNotHaveDuplicates().hasSize(32);
    assertThat(all)
        .allSatisfy(each -> {
          assertThat(each.name()).matches("sonde_(journal|destination)_[a-z_]+");
          assertThat(each.kind() == Kind.COUNTER).isEqualTo(each.name().endsWith("_total"));
          assertThat(each.help()).endsWith(".");
        });
    rig.append(10);
    rig.run();
    scrape();
    assertThat(all).containsAll(out.families().values());
  }

  private void scrape() {
    out.close();
    metrics.accept(out.open(rig.time.wallMillis()));
  }

  private void check(String series, double expected) {
    assertThat(out.value("sonde_destination_" + series)).as(series).isEqualTo(expected);
  }

  private double sum(String name) {
    return out.recorded().stream()
        .filter(each -> each.family().name().equals(name))
        .mapToDouble(Recorded::value)
        .sum();
  }

  private CourierStatus status() {
    Ledger ledger = rig.kit.ledger();
    Breaker.State state = rig.kit.breaker().state();
    return new CourierStatus(
        "prom",
        true,
        state.circuit(),
        Optional.of(rig.standing()),
        ledger.batches(),
        ledger.samples(),
        ledger.attempts(),
        ledger.failures(),
        state.inARow(),
        state.lastError(),
        state.lastErrorMillis(),
        rig.kit.breaker().untilNext(),
        ledger.inHand().samples(),
        OptionalLong.empty(),
        ledger.setAside().batches(),
        ledger.setAside().samples());
  }
}
