package dev.sonde.it.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Origin;
import dev.sonde.api.Time;
import dev.sonde.app.HeapSweep;
import dev.sonde.delivery.CourierConfig;
import dev.sonde.delivery.CourierPlan;
import dev.sonde.delivery.CourierStatus;
import dev.sonde.delivery.Couriers;
import dev.sonde.journal.Journal;
import dev.sonde.journal.JournalConfig;
import dev.sonde.journal.JournalStatus;
import dev.sonde.journal.LocalDisk;
import dev.sonde.journal.Standing;
import dev.sonde.journal.StartAt;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Sonde's journal and couriers as they ship, given scrapes of fifty targets, for destinations that
/// may be down. Does what standard input says and prints a line of JSON every second.
///
/// `feed ROUNDS PER_SECOND` scrapes all targets so often, `drain NAME PER_SECOND` goes on until
/// that destination has all but what came in the last seconds, `settle` until all have everything.
final class Outage {
  private static final int TARGETS = 50;
  private static final long CAUGHT_UP = 3L * TARGETS * Scrapes.EACH;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final AtomicInteger indexes = new AtomicInteger();
  private final Scrapes scrapes = new Scrapes(TARGETS, Scrapes.EACH, indexes::getAndIncrement);
  private final List<Batch> batches = new ArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final LongAdder fingerprint = new LongAdder();
  private final Figures figures = new Figures();
  private final Journal journal;
  private final Couriers couriers;
  private long millis = 1_750_000_000_000L;

  private Outage(Path folder, long maxBytes) throws IOException {
    journal = Journal.open(LocalDisk.open(folder), config(maxBytes), Contexts.of(indexes));
    couriers = new Couriers(journal, Time.SYSTEM, SplittableRandom::new, indexes::getAndIncrement);
    for (int target = 0; target < TARGETS; target++) {
      batches.add(new Batch());
    }
  }

  /// Words: folder, bytes that the journal may take, then `NAME=PORT` for each destination.
  public static void main(String[] words) throws Exception {
    var outage = new Outage(Path.of(words[0]), Long.parseLong(words[1]));
    outage.couriers.apply(
        List.of(words).subList(2, words.length).stream().map(Outage::plan).toList());
    Thread.ofPlatform().daemon().start(outage::tell);
    Thread.ofVirtual().start(HeapSweep.ofThisProcess());
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      outage.follow(line.split(" "));
      outage.print(true);
    }
    outage.couriers.close();
    outage.journal.close();
    outage.threads.close();
  }

  private static CourierPlan plan(String word) {
    int equals = word.indexOf('=');
    int port = Integer.parseInt(word.substring(equals + 1));
    return new CourierPlan(
        word.substring(0, equals),
        port,
        CourierConfig.DEFAULT,
        StartAt.OLDEST,
        true,
        () -> new RowsShipper(port),
        CourierPlan.EVERYTHING,
        0);
  }

  private static JournalConfig config(long maxBytes) {
    var usual = JournalConfig.DEFAULT;
    return new JournalConfig(
        usual.sync(),
        usual.syncInterval(),
        maxBytes,
        usual.maxAge(),
        usual.whenFull(),
        usual.segmentBytes(),
        usual.keepDelivered(),
        usual.tailBytes());
  }

  private void follow(String[] words) throws Exception {
    switch (words[0]) {
      case "feed" -> feed(Integer.parseInt(words[1]), Double.parseDouble(words[2]));
      case "drain" -> drain(words[1], Double.parseDouble(words[2]));
      case "settle" -> settle();
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private void feed(int rounds, double perSecond) throws Exception {
    long begin = System.nanoTime();
    for (int round = 0; round < rounds; round++) {
      round();
      awaitRound(begin, round + 1, perSecond);
    }
  }

  private void drain(String name, double perSecond) throws Exception {
    long begin = System.nanoTime();
    for (int round = 0; pending(name) > CAUGHT_UP; round++) {
      round();
      awaitRound(begin, round + 1, perSecond);
    }
  }

  private void settle() {
    while (couriers.status().stream().anyMatch(each -> pending(each.name()) > 0)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static void awaitRound(long begin, int round, double perSecond) {
    long due = begin + (long) (round / perSecond * TimeUnit.SECONDS.toNanos(1));
    for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
      LockSupport.parkNanos(rest);
    }
  }

  /// All targets at once, as a second has them.
  private void round() throws Exception {
    var all = new ArrayList<Future<?>>();
    for (int target = 0; target < TARGETS; target++) {
      int each = target;
      all.add(threads.submit(() -> scrape(each)));
    }
    for (var each : all) {
      each.get();
    }
    millis += TimeUnit.SECONDS.toMillis(1);
  }

  private void scrape(int target) {
    var batch = batches.get(target);
    scrapes.scrape(target, millis, batch);
    if (!(journal.append(batch, Origin.UNNAMED) instanceof Appended.Accepted)) {
      throw new IllegalStateException("refused: " + journal.status().problem());
    }
    long sum = 0;
    for (int row = 0; row < batch.size(); row++) {
      long bits = Double.doubleToRawLongBits(batch.value(row));
      sum += Fingerprint.of(target * Scrapes.EACH + row, batch.time(row), bits);
    }
    fingerprint.add(sum);
  }

  private long pending(String name) {
    return couriers.status().stream()
        .filter(each -> each.name().equals(name))
        .flatMap(each -> each.standing().stream())
        .mapToLong(Standing::pending)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  private void tell() {
    while (true) {
      print(false);
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
  }

  private void print(boolean done) {
    var each = new ArrayList<String>();
    couriers.status().forEach(status -> each.add(words(status)));
    JournalStatus now = journal.status();
    System.out.printf(
        "{\"done\": %b, \"seconds\": %.3f, \"cpu\": %.3f, \"accepted\": %d, \"bytes\": %d, "
            + "\"max_bytes\": %d, \"written\": %d, \"fingerprint\": \"%016x\", \"to\": {%s}}%n",
        done,
        figures.seconds(),
        figures.cpuSeconds(),
        now.accepted(),
        now.bytes(),
        now.maxBytes(),
        now.acceptedBytes(),
        fingerprint.sum(),
        String.join(", ", each));
  }

  private static String words(CourierStatus status) {
    var standing = status.standing().orElseThrow();
    return "\"%s\": {\"accepted\": %d, \"pending\": %d, \"delivered\": %d, \"dropped\": %d, \"circuit\": \"%s\"}"
        .formatted(
            status.name(),
            standing.accepted(),
            standing.pending(),
            standing.delivered(),
            standing.dropped().values().stream().mapToLong(Long::longValue).sum(),
            status.circuit());
  }
}
