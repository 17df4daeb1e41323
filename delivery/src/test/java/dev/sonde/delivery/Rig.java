package dev.sonde.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Disk;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Processor;
import dev.sonde.api.Series;
import dev.sonde.journal.Destination;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalContext;
import dev.sonde.journal.Standing;
import dev.sonde.journal.StartAt;
import dev.sonde.testkit.FaultyDisk;
import dev.sonde.testkit.ManualTime;
import dev.sonde.testkit.ScriptedShipper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// A journal in memory, one destination, a scripted shipper, and a round that a test drives step by
/// step: no threads but the journal's, and no waiting.
final class Rig implements AutoCloseable {
  static final CourierConfig CONFIG =
      new CourierConfig(
          100,
          Duration.ZERO,
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofHours(1),
          3,
          20,
          Duration.ofMinutes(10),
          Duration.ofMinutes(10));

  final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  final AtomicInteger indexes = new AtomicInteger();
  final RecordingLog log = new RecordingLog();
  final ScriptedShipper shipper;
  final FaultyDisk disk;
  final Journal journal;
  final Destination destination;
  final Map<Integer, Series> series = new HashMap<>();
  final List<String> expected = new ArrayList<>();
  Kit kit;
  Round round;

  Rig() throws IOException {
    this(new FaultyDisk(), CourierPlan.EVERYTHING);
  }

  Rig(FaultyDisk disk, Processor selection) throws IOException {
    this(disk, selection, new ScriptedShipper());
  }

  Rig(FaultyDisk disk, Processor selection, ScriptedShipper shipper) throws IOException {
    this.disk = disk;
    this.shipper = shipper;
    journal = open(disk);
    destination = journal.destination("prom", StartAt.OLDEST, true);
    kit = kit();
    round = new Round(kit, plan(selection), destination, shipper, null);
  }

  Journal open(Disk on) throws IOException {
    return Journal.open(
        on,
        JournalConfig.DEFAULT,
        new JournalContext(time, indexes::getAndIncrement, "", () -> {}));
  }

  private Kit kit() {
    return new Kit(
        time,
        new SplittableRandom(1),
        indexes::getAndIncrement,
        log,
        new Interrupts(),
        new Breaker(log, time),
        new Ledger());
  }

  CourierPlan plan(Processor selection) {
    return new CourierPlan(
        "prom", "url", CONFIG, StartAt.OLDEST, true, () -> shipper, selection, 0);
  }

  /// Appends samples of a few series with running values.
  void append(int samples) {
    var batch = new Batch();
    for (int i = 0; i < samples; i++) {
      int number = expected.size();
      batch.add(series(number % 7), time.wallMillis() + number, number);
      expected.add(series(number % 7) + " " + (time.wallMillis() + number) + " " + (double) number);
    }
    assertThat(journal.append(batch, Origin.UNNAMED)).isEqualTo(Appended.ACCEPTED);
  }

  private Series series(int which) {
    return series.computeIfAbsent(
        which,
        each -> new Series("m" + each, Labels.of("core", "" + each), indexes.getAndIncrement()));
  }

  /// Samples that count as accepted once more.
  long again;

  /// As [#drain()], when so many samples are expected to wait once more.
  void drainAgain(long samples) {
    again = samples;
    drain();
  }

  /// One step; whatever it was, the accounts add up afterwards.
  Next step() {
    Next next = round.step();
    identity();
    return next;
  }

  /// Steps until it has to wait for something.
  Next run() {
    Next next = step();
    while (next instanceof Next.AtOnce) {
      next = step();
    }
    return next;
  }

  /// Steps, and lets the time pass that it asks for, until nothing is left.
  void drain() {
    int waits = 0;
    while (run() instanceof Next.After(var nanos)) {
      time.pass(Duration.ofNanos(nanos));
      waits++;
      assertThat(waits).isLessThan(10_000);
    }
  }

  Standing standing() {
    return destination.standing();
  }

  void identity() {
    Standing now = standing();
    assertThat(now.accepted())
        .isEqualTo(now.pending() + now.delivered() + sum(now.filtered()) + sum(now.dropped()));
    assertThat(now.accepted()).isIn((long) expected.size(), expected.size() + again);
  }

  static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    destination.close();
    journal.close();
  }
}
