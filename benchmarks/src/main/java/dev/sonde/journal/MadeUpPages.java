package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Pages of 551 samples, as one application shows them second after second: 25 histograms of 12
/// buckets with sum and count, 100 counters, 101 gauges. The same pages every time.
public final class MadeUpPages {
  private static final int HISTOGRAMS = 25;
  private static final int BUCKETS = 12;
  private static final int COUNTERS = 100;
  private static final int GAUGES = 101;
  private static final int ROWS = HISTOGRAMS * (BUCKETS + 2) + COUNTERS + GAUGES;

  private final Random random;
  private final Labels target;
  private final int firstIndex;
  private final double[][] buckets = new double[HISTOGRAMS][BUCKETS];
  private final double[] sums = new double[HISTOGRAMS];
  private final double[] counters = new double[COUNTERS];
  private final List<Series> series = new ArrayList<>();

  /// @param target which application; each has numbers of its own
  public MadeUpPages(int target) {
    random = new Random(target);
    this.target = Labels.of("instance", "app-" + target + ":8080", "job", "shop");
    firstIndex = target * ROWS;
  }

  /// Pages of an application that has been up for so many seconds.
  public List<Batch> list(int uptime, int pages) {
    for (int second = 0; second < uptime; second++) {
      page(0);
    }
    var list = new ArrayList<Batch>();
    for (int page = 0; page < pages; page++) {
      list.add(page(1_790_000_000_000L + 1_000L * page));
    }
    return list;
  }

  private Batch page(long time) {
    var batch = new Batch();
    for (int i = 0; i < HISTOGRAMS; i++) {
      histogram(i, time, batch);
    }
    for (int i = 0; i < COUNTERS; i++) {
      counters[i] += i % 3 == 0 ? 0 : random.nextInt(1 + (1 << i % 20));
      add(batch, time, counters[i], "shop_events_" + i / 5 + "_total", "kind", "k" + i % 5);
    }
    for (int i = 0; i < GAUGES; i++) {
      add(batch, time, gauge(i, time), "shop_state_" + i);
    }
    return batch;
  }

  private void histogram(int of, long time, Batch batch) {
    for (int request = random.nextInt(1 + of * 3); request > 0; request--) {
      double seconds = 0.01 * Math.exp(1.5 * random.nextGaussian());
      sums[of] += seconds;
      for (int bucket = BUCKETS - 1; bucket >= 0 && seconds <= bound(bucket); bucket--) {
        buckets[of][bucket]++;
      }
    }
    String name = "shop_request_duration_seconds";
    String path = "/api/v1/thing" + of;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      String bound = bucket == BUCKETS - 1 ? "+Inf" : String.valueOf(bound(bucket));
      add(batch, time, buckets[of][bucket], name + "_bucket", "le", bound, "path", path);
    }
    add(batch, time, sums[of], name + "_sum", "path", path);
    add(batch, time, buckets[of][BUCKETS - 1], name + "_count", "path", path);
  }

  private static double bound(int bucket) {
    return bucket == BUCKETS - 1 ? Double.POSITIVE_INFINITY : (1 << bucket) / 1_000.0;
  }

  private double gauge(int of, long time) {
    return switch (of % 5) {
      case 0 -> random.nextInt(50);
      case 1 -> random.nextInt(1_000_000) * 4_096.0;
      case 2 -> random.nextInt(10_000) / 100.0;
      case 3 -> random.nextDouble();
      default -> (time - random.nextInt(10_000)) / 1_000.0;
    };
  }

  private void add(Batch batch, long time, double value, String name, String... labels) {
    int row = batch.size();
    if (row == series.size()) {
      series.add(new Series(name, target.with(Labels.of(labels)), firstIndex + row));
    }
    batch.add(series.get(row), time, value);
  }
}
