package dev.sonde.stores.embedded;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Time;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// A process that fills a store as fast as it can, from where its cursor says, with samples whose
/// number says all about them, and tends it meanwhile. It says how far the store said it has come,
/// and waits to be killed. Arguments: the store's folder, and a number for this run.
///
/// # Implementation notes
///
/// Each run lays its samples at instants of its own, so that one that two runs stored is there
/// twice.
final class KilledWriter {
  static final UUID INSTANCE = UUID.fromString("0f8c5a3e-0000-4000-8000-000000000001");
  static final long EPOCH = 7;
  static final String FIRST = "2026-01-01T00:00:00Z";
  static final int SERIES = 50;
  static final int ROUND_MILLIS = 2000;

  private static final int MOST = 600;

  private final ManualTime time = new ManualTime(FIRST);
  private final long begin = time.wallMillis();
  private final Series[] series = new Series[SERIES];
  private final int run;
  private final Random random;
  private final Store store;

  private KilledWriter(Path folder, int run) {
    this.run = run;
    this.random = new Random(run);
    this.store = open(folder, time);
    Arrays.setAll(series, i -> new Series("x", Labels.of("n", Integer.toString(i)), i));
  }

  static Store open(Path folder, Time time) {
    return Stores.open(
        folder, time, new EmbeddedConfig(Duration.ofDays(3000), Duration.ZERO, Stores.ENOUGH));
  }

  public static void main(String... arguments) throws Exception {
    new KilledWriter(Path.of(arguments[0]), Integer.parseInt(arguments[1])).write();
  }

  private void write() throws Exception {
    long from = store.progress(INSTANCE, EPOCH).getAsLong();
    time.pass(Duration.ofMillis(from / SERIES * ROUND_MILLIS));
    say(from);
    Thread.ofPlatform().daemon().start(this::tend);
    while (true) {
      long upTo = write(from);
      time.pass(Duration.ofMillis((upTo / SERIES - from / SERIES) * ROUND_MILLIS));
      from = upTo;
      say(from);
    }
  }

  @SuppressWarnings("NullAway") // does not see the annotation inside another module's record
  private long write(long from) throws Exception {
    var batch = new Batch();
    long to = from + 1 + random.nextInt(MOST);
    for (long number = from; number < to; number++) {
      long at = begin + number / SERIES * ROUND_MILLIS + run;
      batch.add(series[(int) (number % SERIES)], at, number);
    }
    var id = new BatchId(INSTANCE, EPOCH, from, to);
    Outcome outcome = store.send(store.encode(new Shipment(id, batch, List.of(), _ -> null)));
    if (!outcome.equals(Outcome.ACCEPTED)) {
      throw new IllegalStateException(outcome.toString());
    }
    return to;
  }

  private void tend() {
    try {
      while (true) {
        store.tend();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(long upTo) {
    System.out.println(upTo);
  }
}
