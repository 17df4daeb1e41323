package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.api.Shipper;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.StartAt;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// A journal and couriers with their own threads. Pauses last until they are interrupted.
final class Site implements AutoCloseable {
  final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  final AtomicInteger indexes = new AtomicInteger();
  final RecordingLog log = new RecordingLog();
  final FaultyDisk disk = new FaultyDisk();
  final Journal journal;
  final List<String> expected = new ArrayList<>();
  private final Series series = new Series("m", Labels.NONE, indexes.getAndIncrement());

  Site() throws IOException {
    journal =
        Journal.open(
            disk,
            JournalConfig.DEFAULT,
            new JournalContext(time, indexes::getAndIncrement, "", () -> {}));
  }

  CourierPlan plan(String name, Object config, Supplier<? extends Shipper> make) {
    return new CourierPlan(
        name, config, Rig.CONFIG, StartAt.OLDEST, true, make, CourierPlan.EVERYTHING, 0);
  }

  CourierPlan lingering(String name, Supplier<? extends Shipper> make) {
    CourierConfig some = Rig.CONFIG;
    var config =
        new CourierConfig(
            some.batchSamples(),
            Duration.ofHours(1),
            some.backoffBase(),
            some.backoffCap(),
            some.retryAfterMost(),
            some.openAfter(),
            some.poisonTries(),
            some.poisonAfter(),
            some.setAsideFor());
    return new CourierPlan(
        name, "url", config, StartAt.OLDEST, true, make, CourierPlan.EVERYTHING, 0);
  }

  Courier courier(CourierPlan plan) {
    return courier(plan, _ -> Waiting.forever());
  }

  Courier courier(CourierPlan plan, Pause pause) {
    return new Courier(
        plan, journal, time, new SplittableRandom(1), indexes::getAndIncrement, pause, log);
  }

  /// They wait for those that leave as long as it takes.
  Couriers couriers() {
    return new Couriers(journal, time, Duration.ofMinutes(2), this::courier);
  }

  void append(int samples) {
    var batch = new Batch();
    for (int i = 0; i < samples; i++) {
      int number = expected.size();
      batch.add(series, number, number);
      expected.add(series + " " + number + " " + (double) number);
    }
    assertThat(journal.append(batch, Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
  }

  @Override
  public void close() {
    journal.close();
  }
}
