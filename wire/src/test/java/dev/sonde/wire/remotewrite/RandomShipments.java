package dev.sonde.wire.remotewrite;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import dev.sonde.api.Stale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/// Shipments as nobody would send them, the same for the same seed.
final class RandomShipments {
  private static final List<String> NAMES =
      List.of(
          "up",
          "cpu_percent",
          "x_total",
          "h_bucket",
          "h_sum",
          "h_count",
          "s_count",
          "s_bucket",
          "g_gsum",
          "__name__",
          "имя",
          "with \"quote\" and\nbreak",
          "half \uD83D",
          "n".repeat(300));
  private static final List<String> LABELS =
      List.of(
          "A",
          "Zone",
          "_",
          "__",
          "__address__",
          "__name",
          "__name__",
          "__name__a",
          "a",
          "le",
          "instance",
          "job",
          "0",
          "zürich",
          "ключ",
          "🚀",
          "l".repeat(200));
  private static final double[] VALUES = {
    0,
    -0.0,
    1,
    -1.5,
    Double.NaN,
    Double.longBitsToDouble(0x7ff8_0000_dead_beefL),
    Double.longBitsToDouble(0xfff0_0000_0000_0001L),
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Stale.marker()
  };

  private final Random random;
  private final boolean sound;

  RandomShipments(long seed) {
    this(seed, false);
  }

  private RandomShipments(long seed, boolean sound) {
    random = new Random(seed);
    this.sound = sound;
  }

  /// Shipments that any receiver takes: sound histograms, short labels of exemplars, texts that are
  /// UTF-8.
  static RandomShipments sound(long seed) {
    return new RandomShipments(seed, true);
  }

  Shipment next() {
    var series = series(1 + random.nextInt(40));
    var batch = new Batch();
    int rows = 1 + random.nextInt(300);
    int extras = random.nextInt(3);
    for (int row = 0; row < rows; row++) {
      batch.add(series.get(random.nextInt(series.size())), time(row), value());
      if (extras > 0 && random.nextInt(5) == 0) {
        batch.attach(sound ? SoundHistograms.next(random) : histogram());
      }
      while (extras > 0 && random.nextInt(4) == 0) {
        batch.attach(new Exemplar(sound ? traces() : labels(), value(), time(row)));
      }
    }
    Map<String, Family> families = families();
    var id = new BatchId(new UUID(1, 2), 3, 0, rows);
    return shipment(id, batch, families);
  }

  @SuppressWarnings("NullAway") // does not see the annotation inside another module's record
  static Shipment shipment(BatchId id, Batch batch, Map<String, Family> families) {
    return new Shipment(id, batch, List.of(), families::get);
  }

  private Histogram histogram() {
    boolean floating = random.nextBoolean();
    var shape =
        new Histogram.Shape(random.nextInt(-53, 9), value(), floating, random.nextBoolean(), false);
    return new Histogram(
        shape,
        count(floating),
        value(),
        count(floating),
        side(floating),
        side(floating),
        random.doubles(random.nextInt(3)).toArray());
  }

  private Histogram.Side side(boolean floating) {
    int rows = random.nextInt(4);
    var gaps = new int[rows];
    var lengths = new int[rows];
    int size = 0;
    for (int row = 0; row < rows; row++) {
      gaps[row] = random.nextInt() >> random.nextInt(32);
      lengths[row] = random.nextInt(random.nextInt(10) == 0 ? 200 : 4);
      size += lengths[row];
    }
    var counts = new double[size];
    for (int i = 0; i < size; i++) {
      counts[i] = count(floating);
    }
    return new Histogram.Side(gaps, lengths, counts);
  }

  private double count(boolean floating) {
    return floating ? random.nextGaussian() : random.nextLong(1L << random.nextInt(1, 53));
  }

  private List<Series> series(int count) {
    var all = new ArrayList<Series>();
    for (int i = 0; i < count; i++) {
      int index = random.nextInt(4) == 0 ? random.nextInt(5) : i * 64;
      all.add(new Series(name(), labels(), index));
    }
    return all;
  }

  private String name() {
    String name = oneOf(NAMES);
    return sound ? name.replace('\uD83D', '_') : name;
  }

  private Labels labels() {
    var labels = new TreeMap<String, String>();
    for (int i = random.nextInt(8); i > 0; i--) {
      labels.put(oneOf(LABELS), labelValue());
    }
    if (sound) {
      labels.remove("__name__");
      labels.replaceAll((_, value) -> value.replace('\uD83D', '_'));
    }
    return Labels.of(labels);
  }

  private Labels traces() {
    return random.nextBoolean() ? Labels.NONE : Labels.of("trace_id", "" + random.nextInt(9));
  }

  private String labelValue() {
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> oneOf(NAMES);
      case 2 -> "значение " + random.nextInt(9);
      case 3 -> "v".repeat(random.nextInt(400));
      default -> Integer.toString(random.nextInt(50));
    };
  }

  private long time(int row) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> -random.nextInt(1_000_000);
      case 2 -> random.nextLong();
      default -> 1_790_000_000_000L + 1_000L * row;
    };
  }

  private double value() {
    return random.nextBoolean() ? VALUES[random.nextInt(VALUES.length)] : random.nextGaussian();
  }

  private Map<String, Family> families() {
    var families = new HashMap<String, Family>();
    for (var kind : Kind.values()) {
      if (random.nextBoolean()) {
        String name = oneOf(List.of("h", "s", "g", "up", "x_total", "имя", "h_count"));
        families.put(name, new Family(name, kind, oneOf(List.of("", "bytes")), oneOf(NAMES)));
      }
    }
    return families;
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
