package dev.sonde.wire.histogram;

import dev.sonde.api.Batch;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Kind;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A shipment with classic rows in place of its native histograms.
///
/// # Implementation notes
///
/// What the format can't say is left out, unless nothing else of a histogram is left: then its
/// count stands for it. So what the encoder counts as unsaid are rows of the shipment.
final class ClassicRows {
  /// Count, sum, and the buckets up to the zero threshold and to infinity.
  private static final int ALWAYS = 4;

  private final Shipment shipment;
  private final Function<String, @Nullable Family> families;
  private final DoublePredicate says;
  private final Map<Series, ClassicSeries> made = new HashMap<>();
  private final ClassicLabels labels = new ClassicLabels();
  private final ClassicBuckets buckets = new ClassicBuckets();
  private final Batch rows = new Batch();

  ClassicRows(Shipment shipment, DoublePredicate says) {
    this.shipment = shipment;
    this.families = shipment.families();
    this.says = says;
  }

  /// How many rows are made of a histogram, or more.
  static long most(Histogram of) {
    Histogram.Shape shape = of.shape();
    if (shape.accompanied()) {
      return 0;
    }
    return ALWAYS
        + (shape.schema() == Histogram.CUSTOM
            ? of.bounds()
            : ClassicBuckets.most(shape.schema(), of.positive())
                + ClassicBuckets.most(shape.schema(), of.negative()));
  }

  @SuppressWarnings("NullAway") // it does not see that a shipment's function may give null, too
  Shipment flat() {
    Batch batch = shipment.batch();
    int next = 0;
    for (int row = 0; row < batch.size(); row++) {
      int end = next;
      while (end < batch.extras() && batch.extraRow(end) == row) {
        end++;
      }
      Histogram histogram = batch.histogram(row);
      if (histogram == null) {
        rows.addRow(batch, row);
      } else if (!histogram.shape().accompanied() && add(batch, row, histogram)) {
        exemplars(batch, next, end);
      }
      next = end;
    }
    return new Shipment(shipment.id(), rows, List.of(), this::family);
  }

  private void exemplars(Batch batch, int from, int to) {
    for (int i = from; i < to; i++) {
      Extra extra = batch.extra(i);
      if (extra instanceof Exemplar) {
        rows.attach(extra);
      }
    }
  }

  /// @return is the bucket that holds everything the last row now?
  private boolean add(Batch batch, int row, Histogram histogram) {
    long time = batch.time(row);
    ClassicSeries series =
        made.computeIfAbsent(batch.series(row), each -> new ClassicSeries(each, labels));
    int before = rows.size();
    add(series.count(), time, histogram.count());
    add(series.sum(), time, histogram.sum());
    if (histogram.shape().schema() == Histogram.CUSTOM) {
      custom(series, time, histogram);
    } else {
      formula(series, time, histogram);
    }
    add(series.bucket(Double.POSITIVE_INFINITY), time, histogram.count());
    if (rows.size() == before) {
      rows.add(series.count(), time, histogram.count());
    }
    return says.test(histogram.count());
  }

  private void add(Series series, long time, double value) {
    if (says.test(value)) {
      rows.add(series, time, value);
    }
  }

  private void formula(ClassicSeries series, long time, Histogram histogram) {
    buckets.make(
        histogram.shape().schema(),
        histogram.shape().zeroThreshold(),
        histogram.zeroCount(),
        new FlatSide(histogram.positive()),
        new FlatSide(histogram.negative()));
    for (int i = 0; i < buckets.size(); i++) {
      add(series.bucket(buckets.bound(i)), time, buckets.count(i));
    }
  }

  /// A page may show bounds in any order; only those that ascend can be said.
  private void custom(ClassicSeries series, long time, Histogram histogram) {
    var side = new FlatSide(histogram.positive());
    double last = Double.NEGATIVE_INFINITY;
    double running = 0;
    int at = 0;
    for (int i = 0; i < histogram.bounds(); i++) {
      while (at < side.size() && side.index(at) <= i) {
        running += side.count(at++);
      }
      double bound = histogram.bound(i);
      if (bound > last && bound < Double.POSITIVE_INFINITY) {
        last = bound;
        add(series.bucket(bound), time, running);
      }
    }
  }

  /// What is known of the histogram is known of its parts.
  private @Nullable Family family(String name) {
    Family known = families.apply(name);
    for (int i = 0; known == null && i < ClassicSeries.SUFFIXES.size(); i++) {
      String suffix = ClassicSeries.SUFFIXES.get(i);
      if (name.endsWith(suffix)) {
        known = part(name, families.apply(name.substring(0, name.length() - suffix.length())));
      }
    }
    return known;
  }

  private static @Nullable Family part(String name, @Nullable Family whole) {
    return whole != null && (whole.kind() == Kind.HISTOGRAM || whole.kind() == Kind.GAUGE_HISTOGRAM)
        ? new Family(name, whole.kind(), whole.unit(), whole.help())
        : null;
  }
}
