package dev.sonde.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.Shipments;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// A week of a machine whose clock can't be trusted: it is set hours on and back, stands still, and
/// what was measured comes late, again, or out of order. No batch fails, and every answer is the
/// reference's.
final class ClockTrouble {
  private static final Duration PAUSE = Duration.ofMinutes(5);
  private static final int COLLECTIONS = 7 * 24 * 12;
  private static final long HOUR = 3_600_000L;

  private final ManualTime time;
  private final Store store;
  private final ReferenceStore reference;
  private final RandomGenerator random;
  private final Scribe scribe = new Scribe(Shipments.INSTANCE, Shipments.EPOCH);
  private long total;

  /// @param store with samples of a month
  ClockTrouble(ManualTime time, Store store, RandomGenerator random) {
    this.time = time;
    this.store = store;
    this.random = random;
    this.reference = new ReferenceStore(time, Duration.ofDays(30));
  }

  void run() throws Exception {
    for (int i = 0; i < COLLECTIONS; i++) {
      time.pass(PAUSE);
      trouble();
      collect();
      if (i % 12 == 0) {
        store.tend();
        reference.tend();
      }
      if (i % 288 == 0) {
        compare();
      }
    }
    compare();
  }

  private void trouble() {
    switch (random.nextInt(100)) {
      case 0 -> time.step(Duration.ofMillis(random.nextLong(12 * HOUR)));
      case 1 -> time.step(Duration.ofMillis(-random.nextLong(12 * HOUR)));
      case 2 -> time.step(PAUSE.negated());
      default -> {
        // It goes right for a while.
      }
    }
  }

  private void collect() throws Exception {
    long now = time.wallMillis();
    total += random.nextInt(1000);
    scribe.add("total", Labels.NONE, now, total).add("load", Labels.NONE, now, random.nextInt(100));
    switch (random.nextInt(20)) {
      case 0 -> scribe.add("load", Labels.NONE, now, -1);
      case 1 -> scribe.add("late", Labels.NONE, now - random.nextLong(20 * HOUR), total);
      case 2 -> scribe.add("total", Labels.NONE, now - PAUSE.toMillis(), total);
      default -> scribe.add("late", Labels.NONE, now, 0);
    }
    Shipment shipment = scribe.shipment();
    assertThat(store.send(store.encode(shipment))).isEqualTo(Outcome.ACCEPTED);
    reference.send(reference.encode(shipment));
  }

  private void compare() throws Exception {
    long now = time.wallMillis();
    var all = new Span(now - 31 * 24 * HOUR, now + 24 * HOUR);
    var expected = new Gathered();
    reference.history().samples(Selection.ALL, all, expected);
    var answer = new Gathered();
    store.history().samples(Selection.ALL, all, answer);
    answer.mustBe(expected, 0);
    for (Fold fold : Fold.values()) {
      var steps = new Steps(all.fromMillis(), HOUR, 32 * 24);
      var wanted = new Gathered();
      reference.history().steps(Selection.ALL, steps, fold, wanted);
      var got = new Gathered();
      store.history().steps(Selection.ALL, steps, fold, got);
      got.mustBe(wanted, 1e-9);
    }
  }
}
