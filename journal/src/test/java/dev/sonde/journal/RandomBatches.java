package dev.sonde.journal;

import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Histogram;
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
    int extras = random.nextInt(3);
    for (int row = 0; row < rows; row++) {
      time =
          switch (spread) {
            case 0 -> time;
            case 1 -> time + (random.nextInt(50) == 0 ? random.nextInt(-500, 500) : 0);
            case 2 -> time + random.nextInt(-20, 20);
            default -> random.nextLong();
          };
      batch.add(series(shuffled ? random.nextInt(series.size() + 2) : from + row), time, value());
      for (int i = 0; i < extras && random.nextInt(4) == 0; i++) {
        batch.attach(random.nextBoolean() ? exemplar(time) : histogram());
      }
    }
    return batch;
  }

  private Exemplar exemplar(long time) {
    return new Exemplar(labels(), value(), random.nextBoolean() ? time : random.nextLong());
  }

  private Histogram histogram() {
    boolean whole = random.nextBoolean();
    var shape =
        new Histogram.Shape(
            random.nextInt(9) == 0 ? Histogram.CUSTOM : random.nextInt(-4, 9),
            random.nextInt(3) / 100.0,
            random.nextBoolean(),
            random.nextBoolean());
    return new Histogram(
        shape, count(whole), value(), count(whole), side(whole), side(whole), values());
  }

  private Histogram.Side side(boolean whole) {
    int rows = random.nextInt(3);
    var gaps = new int[rows];
    var lengths = new int[rows];
    int size = 0;
    for (int row = 0; row < rows; row++) {
      int gap = random.nextInt() >> random.nextInt(32);
      gaps[row] = row == 0 ? gap : gap >>> 1;
      lengths[row] = random.nextInt(4);
      size += lengths[row];
    }
    var counts = new double[size];
    for (int i = 0; i < size; i++) {
      counts[i] = count(whole);
    }
    return new Histogram.Side(gaps, lengths, counts);
  }

  private double count(boolean whole) {
    return whole ? random.nextLong(1L << (1 + random.nextInt(53))) : value();
  }

  private double[] values() {
    return random.doubles(random.nextInt(3)).toArray();
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
