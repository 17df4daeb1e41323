package dev.sonde.stores.embedded;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Blocking;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Surroundings;
import dev.sonde.api.store.Fold;
import dev.sonde.api.store.Matcher;
import dev.sonde.api.store.Points;
import dev.sonde.api.store.Selection;
import dev.sonde.api.store.Span;
import dev.sonde.api.store.Steps;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// What the store costs: loads days of a machine's series in one commit for each collection, as a
/// courier would, opens it again, asks, and forgets, and prints what that took. Arguments: folder,
/// days, series, seconds between collections; `90 600 300` fills all of the thinned-out days. Run
/// it with the launcher's flags.
final class StoreCost {
  private static final UUID INSTANCE = UUID.fromString("0f8c5a3e-0000-4000-8000-000000000001");
  private static final int ROUNDS = 21;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Random random = new Random(1);
  private final Path folder;
  private final int days;
  private final int every;
  private final Series[] series;
  private final SampleSeries[] kinds;
  private final double[] values;
  private long limit;
  private long collecting;

  private StoreCost(String... arguments) {
    folder = Path.of(arguments[0]);
    days = Integer.parseInt(arguments[1]);
    series = new Series[Integer.parseInt(arguments[2])];
    every = Integer.parseInt(arguments[3]);
    kinds = new SampleSeries[series.length];
    values = new double[series.length];
    SampleSeries[] mix = {
      SampleSeries.CONSTANT, SampleSeries.COUNTER, SampleSeries.SLOW_COUNTER, SampleSeries.PERCENT,
      SampleSeries.CONSTANT, SampleSeries.COUNTER, SampleSeries.CONSTANT, SampleSeries.PERCENT,
      SampleSeries.CONSTANT, SampleSeries.MEMORY, SampleSeries.SLOW_COUNTER, SampleSeries.CONSTANT,
      SampleSeries.COUNTER, SampleSeries.CONSTANT, SampleSeries.TEMPERATURE, SampleSeries.PERCENT,
      SampleSeries.SLOW_COUNTER, SampleSeries.CONSTANT, SampleSeries.COUNTER, SampleSeries.RATIO
    };
    for (int i = 0; i < series.length; i++) {
      kinds[i] = mix[i % mix.length];
      series[i] =
          new Series("metric_" + i % 100, Labels.of("host", "a", "n", Integer.toString(i)), i);
    }
  }

  public static void main(String... arguments) throws Exception {
    new StoreCost(arguments).run();
  }

  private void run() throws Exception {
    try (Store store = open()) {
      load(store);
      System.out.printf("resident %s%n", resident());
    }
    reopen();
    try (Store store = open()) {
      long now = time.wallMillis();
      steps("1 series, all days, 300 points", store, one(), days * DAY, 300);
      steps("1 series, 30 days, 300 points", store, one(), 30 * DAY, 300);
      steps("1 series, last hour, 60 points", store, one(), HOUR, 60);
      steps("all series, last hour, 60 points", store, Selection.ALL, HOUR, 60);
      var hour = new Span(now - HOUR, now + 1);
      measure("1 series, last hour, raw", each -> store.history().samples(one(), hour, each));
      measure("all, last hour, raw", each -> store.history().samples(Selection.ALL, hour, each));
      var minutes = new Span(now - 300_000, now + 1);
      measure("latest of all", each -> store.history().latest(Selection.ALL, minutes, each));
      System.out.printf("resident %s%n", resident());
      retention(store);
      System.out.printf("resident %s%n", resident());
    }
  }

  private Store open() {
    var config = new EmbeddedConfig(Duration.ofDays(7), Duration.ofDays(90), 10L << 30);
    var surroundings = new Surroundings(Map.of(), new Threads());
    return new EmbeddedStoreFactory().create(config, folder, time, surroundings);
  }

  private void reopen() throws Exception {
    for (int i = 0; i < 3; i++) {
      long before = System.nanoTime();
      try (Store store = open()) {
        store.progress(INSTANCE, 1);
        System.out.printf("opened in %.1f ms%n", (System.nanoTime() - before) / 1e6);
      }
    }
  }

  /// A thread for each call, as in the program.
  private static final class Threads implements Blocking {
    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      var future = new FutureTask<>(task);
      Thread.ofPlatform().name(what).start(future);
      return future.get(limit.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @SuppressWarnings("NullAway") // does not see the annotation inside another module's record
  private void load(Store store) throws Exception {
    long collections = days * 86_400L / every;
    long making = making();
    long begun = cpu();
    long tending = 0;
    long slowest = 0;
    long number = 0;
    var batch = new Batch();
    for (int i = 0; i < collections; i++) {
      fill(batch, i);
      var id = new BatchId(INSTANCE, 1, number, number + batch.size());
      number = id.to();
      long wall = System.nanoTime();
      Outcome outcome = store.send(store.encode(new Shipment(id, batch, List.of(), _ -> null)));
      slowest = Math.max(slowest, System.nanoTime() - wall);
      if (!outcome.equals(Outcome.ACCEPTED)) {
        throw new IllegalStateException(outcome.toString());
      }
      time.pass(Duration.ofSeconds(every));
      if (i % Math.max(1, 60 / every) == 0) {
        long before = cpu();
        store.tend();
        tending += cpu() - before;
        collect();
      }
      if (i % (collections / 10) == collections / 10 - 1) {
        print(number, cpu() - begun - tending - collecting - making * (i + 1), tending, slowest);
      }
    }
  }

  /// As the program does, which looks at its heap every ten seconds.
  private void collect() {
    long before = cpu();
    if (Runtime.getRuntime().totalMemory() > limit) {
      System.gc();
      long now = Runtime.getRuntime().totalMemory();
      limit = now + Math.max(2 << 20, now / 8);
    }
    collecting += cpu() - before;
  }

  /// What it takes to think one batch up.
  private long making() {
    var batch = new Batch();
    long before = cpu();
    for (int i = 0; i < 5000; i++) {
      fill(batch, i);
    }
    return (cpu() - before) / 5000;
  }

  private void print(long samples, long sending, long tending, long slowest) throws IOException {
    System.out.printf(
        "%,d samples: send %.3f + tend %.3f + collections %.3f CPU-s per million; %.2f B each;"
            + " slowest send %.1f ms%n",
        samples,
        sending / 1e3 / samples,
        tending / 1e3 / samples,
        collecting / 1e3 / samples,
        (double) Files.size(folder.resolve(Database.FILE)) / samples,
        slowest / 1e6);
  }

  private void fill(Batch batch, int index) {
    batch.clear();
    for (int i = 0; i < series.length; i++) {
      values[i] = kinds[i].next(random, values[i], index);
      batch.add(series[i], time.wallMillis(), values[i]);
    }
  }

  private static Selection one() {
    return Selection.of(Matcher.is(Matcher.NAME, "metric_3"), Matcher.is("n", "3"));
  }

  private void steps(String what, Store store, Selection which, long span, int points)
      throws Exception {
    var steps = new Steps(time.wallMillis() - span, span / points, points);
    measure(what, counted -> store.history().steps(which, steps, Fold.AVERAGE, counted));
  }

  private interface Asking {
    void ask(Counted counted) throws Exception;
  }

  private void measure(String what, Asking asking) throws Exception {
    var times = new ArrayList<Double>();
    var counted = new Counted();
    for (int i = 0; i < ROUNDS; i++) {
      counted.points = 0;
      long before = System.nanoTime();
      asking.ask(counted);
      times.add((System.nanoTime() - before) / 1e6);
      collect();
    }
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        "%s: %d points, first %.1f ms, median %.1f ms, worst %.1f ms%n",
        what, counted.points, times.getFirst(), sorted[ROUNDS / 2], sorted[ROUNDS - 1]);
  }

  private static final class Counted implements Points {
    private int points;

    @Override
    public boolean series(String name, Labels labels) {
      return true;
    }

    @Override
    public boolean point(long timeMillis, double value) {
      points++;
      return true;
    }
  }

  private void retention(Store store) throws Exception {
    time.pass(Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      long before = System.nanoTime();
      store.tend();
      System.out.printf("a tend that forgets: %.1f ms%n", (System.nanoTime() - before) / 1e6);
      time.pass(Duration.ofMinutes(1));
      collect();
    }
  }

  /// Nanoseconds of this process, all threads.
  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static String resident() throws IOException {
    return Arrays.stream(Files.readString(Path.of("/proc/self/status")).split("\n"))
        .filter(each -> each.startsWith("VmRSS") || each.startsWith("VmHWM"))
        .toList()
        .toString();
  }
}
