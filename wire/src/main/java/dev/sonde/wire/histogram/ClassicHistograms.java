package dev.sonde.wire.histogram;

import dev.sonde.api.Batch;
import dev.sonde.api.Encoded;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// For destinations that take no native histograms: makes rows of classic buckets of them,
/// `…_count`, `…_sum` and `…_bucket`. Their exemplars go with the bucket that holds everything.
public final class ClassicHistograms {
  private static final String BUCKET = "_bucket";
  private static final String COUNT = "_count";
  private static final String SUM = "_sum";
  private static final List<String> SUFFIXES = List.of(BUCKET, COUNT, SUM);

  private record Key(Series of, String suffix, double bound) {}

  private final Function<String, @Nullable Family> families;
  private final Map<Key, Series> made = new HashMap<>();
  private final ClassicBuckets buckets = new ClassicBuckets();
  private final Batch rows = new Batch();

  private ClassicHistograms(Function<String, @Nullable Family> families) {
    this.families = families;
  }

  /// The same shipment when it has no native histogram.
  public static Shipment flatten(Shipment shipment) {
    Batch batch = shipment.batch();
    for (int i = 0; i < batch.extras(); i++) {
      if (batch.extra(i) instanceof Histogram) {
        return new ClassicHistograms(shipment.families()).flat(shipment);
      }
    }
    return shipment;
  }

  @SuppressWarnings("NullAway") // it does not see that a shipment's function may give null, too
  private Shipment flat(Shipment shipment) {
    return new Shipment(shipment.id(), rows(shipment.batch()), List.of(), this::family);
  }

  /// What became of a shipment, counted in its own samples and not in rows that were made of them.
  ///
  /// @param of what [#flatten] gave
  public static Encoded counted(Encoded of, Shipment flat, Shipment shipment) {
    int more = flat.batch().size() - shipment.batch().size();
    return more == 0
        ? of
        : new Encoded(of.id(), of.body(), Math.max(0, of.samples() - more), of.unsaid());
  }

  /// What is known of the histogram is known of its parts.
  private @Nullable Family family(String name) {
    Family known = families.apply(name);
    for (int i = 0; known == null && i < SUFFIXES.size(); i++) {
      if (name.endsWith(SUFFIXES.get(i))) {
        known = part(name, name.substring(0, name.length() - SUFFIXES.get(i).length()));
      }
    }
    return known;
  }

  private @Nullable Family part(String name, String histogram) {
    Family whole = families.apply(histogram);
    return whole != null && whole.kind() == Kind.HISTOGRAM
        ? new Family(name, whole.kind(), whole.unit(), whole.help())
        : null;
  }

  private Batch rows(Batch batch) {
    int next = 0;
    for (int row = 0; row < batch.size(); row++) {
      Histogram histogram = null;
      for (int i = next; i < batch.extras() && batch.extraRow(i) == row; i++) {
        histogram = batch.extra(i) instanceof Histogram found ? found : histogram;
      }
      if (histogram == null) {
        rows.addRow(batch, row);
      } else {
        flatten(batch.series(row), batch.time(row), histogram);
      }
      while (next < batch.extras() && batch.extraRow(next) == row) {
        Extra extra = batch.extra(next++);
        if (histogram != null && extra instanceof Exemplar) {
          rows.attach(extra);
        }
      }
    }
    return rows;
  }

  private void flatten(Series of, long time, Histogram histogram) {
    rows.add(series(of, COUNT, 0), time, histogram.count());
    rows.add(series(of, SUM, 0), time, histogram.sum());
    if (histogram.shape().schema() == Histogram.CUSTOM) {
      custom(of, time, histogram);
    } else {
      buckets.make(
          histogram.shape().schema(),
          histogram.shape().zeroThreshold(),
          histogram.zeroCount(),
          new FlatSide(histogram.positive()),
          new FlatSide(histogram.negative()));
      for (int i = 0; i < buckets.size(); i++) {
        rows.add(series(of, BUCKET, buckets.bound(i)), time, buckets.count(i));
      }
    }
    rows.add(series(of, BUCKET, Double.POSITIVE_INFINITY), time, histogram.count());
  }

  private void custom(Series of, long time, Histogram histogram) {
    var side = new FlatSide(histogram.positive());
    double running = 0;
    int at = 0;
    for (int i = 0; i < histogram.bounds(); i++) {
      while (at < side.size() && side.index(at) <= i) {
        running += side.count(at++);
      }
      rows.add(series(of, BUCKET, histogram.bound(i)), time, running);
    }
  }

  private Series series(Series of, String suffix, double bound) {
    return made.computeIfAbsent(new Key(of, suffix, bound), this::series);
  }

  private Series series(Key key) {
    Labels labels = key.of().labels();
    if (key.suffix().equals(BUCKET)) {
      labels = labels.with("le", Thresholds.text(key.bound()));
    }
    return new Series(key.of().name() + key.suffix(), labels, made.size());
  }
}
