package dev.sonde.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Emitter;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import dev.sonde.engine.Plan.GeneratorPlan;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever the journal and the generators do, every sample is accounted for, and none comes twice
/// or out of order.
@Timeout(600)
class GeneratorAccountTest {
  private static final Family NUMBER = Family.gauge("number", "", "One after the other.");
  private static final int GENERATORS = 4;
  private static final int SAMPLES = 3_000;

  private final long seed = System.nanoTime();
  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Gate journal = new Gate();
  private final Engine engine = new Engine(time, journal);
  private final CountDownLatch done = new CountDownLatch(GENERATORS);
  private final AtomicLong safe = new AtomicLong();

  @Test
  void samples_areAcceptedOrRefused_andNeverBoth() throws Exception {
    var random = new Random(seed);
    journal.answer(_ ->
        switch (random.nextInt(6)) {
          case 0 -> new Appended.Refused("full", Duration.ofMillis(random.nextInt(300)));
          case 1 -> new Appended.Refused("too_large", Duration.ZERO);
          case 2 -> throw new IllegalStateException("a defect");
          default -> Appended.ACCEPTED;
        });
    var plans = new ArrayList<GeneratorPlan>();
    for (int i = 0; i < GENERATORS; i++) {
      var moods = new Random(seed + i);
      Labels labels = Labels.of("of", "g" + i);
      plans.add(new GeneratorPlan("g" + i, "config", () -> out -> counting(out, labels, moods)));
    }
    engine.apply(new Plan(List.of(), List.of(), plans, List.of(), SeriesLimits.DEFAULT));
    engine.begin();
    while (done.getCount() > 0) {
      time.pass(Duration.ofMillis(20));
      engine.tick();
      Thread.onSpinWait();
    }
    List<ComponentStatus> running = engine.components();
    running.forEach(each -> assertThat(each.failures()).as("seed %d", seed).isZero());
    running.forEach(this::adds);
    long accepted = running.stream().mapToLong(each -> each.totals().accepted()).sum();
    assertThat(accepted).as("seed %d", seed).isEqualTo(journal.samples().size());
    assertThat(accepted).as("seed %d", seed).isGreaterThanOrEqualTo(safe.get());
    journal.answer(Appended.ACCEPTED);
    engine.close(Duration.ofMinutes(2));
    checkOrder();
  }

  private void counting(Emitter out, Labels labels, Random moods) throws InterruptedException {
    Slot slot = out.slot(NUMBER, labels);
    for (int i = 0; i < SAMPLES; i++) {
      out.record(slot, i, time.wallMillis());
      switch (moods.nextInt(40)) {
        case 0 -> out.commit();
        case 1 -> out.begin();
        case 2 -> {
          if (!(out.commitWithin(Duration.ofMillis(moods.nextInt(200)))
              instanceof Appended.Refused)) {
            safe.incrementAndGet();
          }
        }
        case 3 -> out.end(slot);
        default -> Thread.onSpinWait();
      }
    }
    out.commit();
    done.countDown();
    new CountDownLatch(1).await();
  }

  private void adds(ComponentStatus of) {
    Totals totals = of.totals();
    long refused = totals.refused().values().stream().mapToLong(Long::longValue).sum();
    assertThat(totals.accepted() + refused + totals.waiting())
        .as("seed %d", seed)
        .isEqualTo(totals.received())
        .isGreaterThanOrEqualTo(SAMPLES);
  }

  private void checkOrder() {
    var seen = new HashSet<String>();
    var last = new HashMap<String, Double>();
    for (String each : journal.samples()) {
      String[] parts = each.split(" ", -1);
      if (!parts[1].equals("stale")) {
        double value = Double.parseDouble(parts[1]);
        assertThat(seen.add(parts[0] + parts[1])).as("seed %d: %s", seed, each).isTrue();
        assertThat(value).isGreaterThan(last.getOrDefault(parts[0], -1.0));
        last.put(parts[0], value);
      }
    }
    assertThat(last).hasSize(GENERATORS);
  }
}
