package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Labels;
import dev.sonde.api.Origin;
import dev.sonde.api.Series;
import dev.sonde.api.Stale;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Batches of all sorts, the same for the same random numbers.
final class RandomBatches {
  private static final String[] WORDS = {
    "", "a", "GET", "é", "日本", "\uD83D\uDE80", "x\ny\"z", "0.5"
  };

  private final RandomGenerator random;
  private final List<Series> series = new ArrayList<>();
  private int index;

  RandomBatches(RandomGenerator random) {
    this.random = random;
  }

  Batch next(int rows) {
    var batch = new Batch();
    long time = 1_790_000_000_000L + random.nextInt(1_000_000);
    int spread = random.nextInt(4);
    int from = random.nextInt(series.size() + 1);
    boolean shuffled = random.nextInt(4) == 0;
    for (int row = 0; row < rows; row++) {
      time =
          switch (spread) {
            case 0 -> time;
            case 1 -> time + (random.nextInt(50) == 0 ? random.nextInt(-500, 500) : 0);
            case 2 -> time + random.nextInt(-20, 20);
            default -> random.nextLong();
          };
      batch.add(series(shuffled ? random.nextInt(series.size() + 2) : from + row), time, value());
    }
    return batch;
  }

  Origin origin() {
    return switch (random.nextInt(3)) {
      case 0 -> Origin.OWN;
      case 1 -> Origin.UNNAMED;
      default -> {
        long from = random.nextLong() >>> (1 + random.nextInt(62));
        var instance = new UUID(random.nextLong(), random.nextLong());
        yield Origin.sender(instance, random.nextLong(), from, from + 1 + random.nextInt(9_000));
      }
    };
  }

  double value() {
    return switch (random.nextInt(12)) {
      case 0 -> 0.0;
      case 1 -> -0.0;
      case 2 -> Stale.marker();
      case 3 -> Double.longBitsToDouble(random.nextLong());
      case 4 -> Double.longBitsToDouble(0x7ff0000000000000L | (random.nextLong() >>> 12));
      case 5 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      case 6 -> Double.longBitsToDouble(random.nextLong() >>> 12);
      case 7 -> random.nextLong() >> random.nextInt(64);
      case 8 -> (random.nextLong() >> random.nextInt(64)) / Math.pow(10, random.nextInt(20));
      case 9 -> random.nextFloat();
      case 10 -> random.nextDouble();
      default -> random.nextInt(5);
    };
  }

  private Series series(int wanted) {
    if (wanted < series.size()) {
      return series.get(wanted);
    }
    index += 1 + random.nextInt(3);
    var made = new Series("metric_" + random.nextInt(20), labels(), index);
    series.add(made);
    return made;
  }

  private Labels labels() {
    var pairs = new String[random.nextInt(5) * 2];
    for (int i = 0; i < pairs.length; i += 2) {
      pairs[i] = "label" + i;
      pairs[i + 1] = WORDS[random.nextInt(WORDS.length)] + random.nextInt(10);
    }
    return Labels.of(pairs);
  }
}
