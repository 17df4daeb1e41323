package dev.sonde.stores.embedded;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Surroundings;
import dev.sonde.api.store.Store;
import dev.sonde.testkit.DirectCalls;
import dev.sonde.testkit.ManualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What packing one window of very many samples takes. Arguments: folder, series, seconds between
/// collections. Run it with a small heap: `-Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC`.
final class PackingCost {
  private static final UUID INSTANCE = UUID.fromString("0f8c5a3e-0000-4000-8000-000000000002");
  private static final int BATCH = 10_000;
  private static final int WINDOW_SECONDS = (int) (Windows.MILLIS / 1000);

  private final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final Batch batch = new Batch();
  private long number;

  private PackingCost() {}

  public static void main(String... arguments) throws Exception {
    var config = new EmbeddedConfig(Duration.ofDays(7), Duration.ZERO, 1L << 40);
    var cost = new PackingCost();
    Path folder = Path.of(arguments[0]);
    var surroundings = new Surroundings(Map.of(), new DirectCalls());
    try (Store store = new EmbeddedStoreFactory().create(config, folder, cost.time, surroundings)) {
      cost.load(store, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
      cost.pack(store, folder);
    }
  }

  private void load(Store store, int count, int every) throws Exception {
    long before = cpu();
    var series = new Series[count];
    for (int i = 0; i < count; i++) {
      series[i] = new Series("metric_" + i % 550, Labels.of("n", Integer.toString(i)), i);
    }
    for (int second = 0; second < WINDOW_SECONDS; second += every) {
      for (int i = 0; i < count; i++) {
        double value = i % 3 == 0 ? 42.5 : (double) second * (i % 100) + i % 7;
        batch.add(series[i], time.wallMillis(), value);
        if (batch.size() == BATCH) {
          send(store);
        }
      }
      time.pass(Duration.ofSeconds(every));
      if (second % 600 == 0) {
        store.tend();
      }
    }
    if (batch.size() > 0) {
      send(store);
    }
    System.out.printf("%,d samples came in with %.1f CPU-s%n", number, (cpu() - before) / 1e9);
  }

  @SuppressWarnings("NullAway") // does not see the annotation inside another module's record
  private void send(Store store) throws Exception {
    var id = new BatchId(INSTANCE, 1, number, number + batch.size());
    number = id.to();
    Outcome outcome = store.send(store.encode(new Shipment(id, batch, List.of(), _ -> null)));
    if (!outcome.equals(Outcome.ACCEPTED)) {
      throw new IllegalStateException(outcome.toString());
    }
    batch.clear();
  }

  private void pack(Store store, Path folder) throws Exception {
    time.pass(Duration.ofMinutes(6));
    long before = cpu();
    long begun = System.nanoTime();
    store.tend();
    long cpu = cpu() - before;
    System.out.printf(
        "packed within %,d MiB of heap: %.1f s, %.3f CPU-s per million; %.2f B each; %s%n",
        Runtime.getRuntime().maxMemory() >> 20,
        (System.nanoTime() - begun) / 1e9,
        cpu / 1e3 / number,
        (double) Files.size(folder.resolve(Database.FILE)) / number,
        resident());
  }

  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  private static String resident() throws IOException {
    return Arrays.stream(Files.readString(Path.of("/proc/self/status")).split("\n"))
        .filter(each -> each.startsWith("VmHWM"))
        .toList()
        .toString();
  }
}
