package dev.sonde.it.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Origin;
import dev.sonde.api.Time;
import dev.sonde.delivery.CourierConfig;
import dev.sonde.delivery.CourierPlan;
import dev.sonde.delivery.Couriers;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.LocalDisk;
import dev.sonde.journal.StartAt;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Sonde's journal, courier and remote write as they ship, given fifty targets' scrapes a second.
/// Runs until it is killed, and says every second what it cost, less making the samples up.
final class ShipLoad {
  private static final int TARGETS = 50;
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicInteger indexes = new AtomicInteger();
  private final Scrapes scrapes = new Scrapes(TARGETS, Scrapes.EACH, indexes::getAndIncrement);
  private final List<Batch> batches = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Figures figures = new Figures();
  private final Journal journal;
  private final Couriers couriers;
  private long madeUpNanos;

  private ShipLoad(Path folder) throws IOException {
    journal = Journal.open(LocalDisk.open(folder), JournalConfig.DEFAULT, Contexts.of(indexes));
    couriers = new Couriers(journal, Time.SYSTEM, SplittableRandom::new, indexes::getAndIncrement);
    for (int target = 0; target < TARGETS; target++) {
      batches.add(new Batch());
    }
  }

  /// Words: folder, URL, protocol, compression.
  public static void main(String[] words) throws Exception {
    var load = new ShipLoad(Path.of(words[0]));
    load.couriers.apply(List.of(plan(words[1], words[2], words[3])));
    long due = System.nanoTime();
    while (true) {
      load.round();
      load.tell();
      due += ROUND_NANOS;
      for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
        LockSupport.parkNanos(rest);
      }
    }
  }

  private static CourierPlan plan(String url, String protocol, String compression) {
    return new CourierPlan(
        "remote",
        url,
        CourierConfig.DEFAULT,
        StartAt.OLDEST,
        true,
        () -> RealShipper.remoteWrite(url, protocol, compression),
        CourierPlan.EVERYTHING,
        0);
  }

  private void round() throws Exception {
    long millis = System.currentTimeMillis();
    long begin = ownCpuNanos();
    for (int target = 0; target < TARGETS; target++) {
      scrapes.scrape(target, millis, batches.get(target));
    }
    madeUpNanos += ownCpuNanos() - begin;
    var all = new ArrayList<Future<?>>();
    batches.forEach(batch -> all.add(threads.submit(() -> append(batch))));
    for (var each : all) {
      each.get();
    }
  }

  private static long ownCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void append(Batch batch) {
    if (!(journal.append(batch, Origin.UNNAMED) instanceof Appended.Accepted)) {
      throw new IllegalStateException("refused: " + journal.status().problem());
    }
  }

  private void tell() {
    var standing = couriers.status().getFirst().standing().orElseThrow();
    System.out.printf(
        "{\"cpu\": %.3f, \"samples\": %d, \"pending\": %d, \"dropped\": %d}%n",
        figures.cpuSeconds() - Figures.seconds(madeUpNanos),
        standing.delivered(),
        standing.pending(),
        standing.dropped().values().stream().mapToLong(Long::longValue).sum());
  }
}
