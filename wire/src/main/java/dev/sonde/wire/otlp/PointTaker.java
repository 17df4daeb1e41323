package dev.sonde.wire.otlp;

import dev.sonde.api.Histogram;
import dev.sonde.api.Stale;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.otlp.DeltaTotals.Added;
import dev.sonde.wire.otlp.DeltaTotals.Refused;

/// Makes samples of points; each method records all of one, or says why not.
final class PointTaker {
  private static final int COUNT = 1;
  private static final int SUM = 2;

  private final PointWriter out;
  private final DeltaTotals totals;

  PointTaker(PointWriter out, DeltaTotals totals) {
    this.out = out;
    this.totals = totals;
  }

  /// Why a point is not taken.
  ///
  /// @param reason to count by; empty when it is taken
  /// @param why for people
  record Verdict(String reason, String why) {
    static final Verdict TAKEN = new Verdict("", "");

    static Verdict malformed(String why) {
      return new Verdict("malformed", why);
    }

    boolean isTaken() {
      return reason.isEmpty();
    }

    static Verdict delta(String reason) {
      String why =
          switch (reason) {
            case "delta_late" -> "it ends no later than the delta before";
            case "delta_overlap" -> "it overlaps the delta before";
            case "delta_span" -> "it ends before it begins";
            case "delta_ahead" -> "it ends more than ten minutes from now";
            default -> "there are too many series of deltas";
          };
      return new Verdict(reason, why);
    }
  }

  Verdict number(Point point, boolean delta) throws BodyException {
    if (!point.isRecorded()) {
      out.write("", Stale.marker());
      return Verdict.TAKEN;
    }
    if (!point.isValued()) {
      return Verdict.malformed("a point has no value");
    }
    double value = point.value();
    if (delta && !Double.isFinite(value)) {
      return Verdict.malformed("a delta is no number that could be added");
    }
    if (delta) {
      switch (totals.add(out.series(""), point.span(), new double[] {value})) {
        case Added<double[]>(double[] total) -> value = total[0];
        case Refused<double[]>(String reason) -> {
          return Verdict.delta(reason);
        }
      }
    }
    out.write("", value);
    out.attach(point.exemplars());
    return Verdict.TAKEN;
  }

  Verdict histogram(Point point, boolean delta) throws BodyException {
    if (!point.isRecorded()) {
      buckets(point, new double[point.bounds().size() + 1 + SUM], true);
      return Verdict.TAKEN;
    }
    int buckets = point.bounds().size() + 1;
    boolean bare = point.counts().size() == 0 && buckets == 1;
    if (point.counts().size() != buckets && !bare) {
      return Verdict.malformed("a histogram has as many bounds as buckets, or more");
    }
    var numbers = new double[buckets + SUM];
    double inside = 0;
    for (int i = 0; i < point.counts().size(); i++) {
      numbers[i] = point.counts().at(i);
      inside += numbers[i];
    }
    if (bare) {
      numbers[0] = point.count();
    } else if (inside != point.count()) {
      return Verdict.malformed("a histogram's count is not that of its buckets");
    }
    if (!ascending(point)) {
      return Verdict.malformed("a histogram's bounds do not ascend");
    }
    numbers[buckets] = point.count();
    numbers[buckets + COUNT] = point.sum();
    return delta ? added(point, numbers) : taken(point, numbers);
  }

  private Verdict added(Point point, double[] numbers) throws BodyException {
    var meaning = new StringBuilder(point.isSummed() ? "sum" : "");
    for (int i = 0; i < point.bounds().size(); i++) {
      meaning.append(' ').append(point.bounds().at(i));
    }
    return switch (totals.add(out.series(meaning.toString()), point.span(), numbers)) {
      case Added<double[]>(double[] total) -> taken(point, total);
      case Refused<double[]>(String reason) -> Verdict.delta(reason);
    };
  }

  private Verdict taken(Point point, double[] numbers) throws BodyException {
    buckets(point, numbers, false);
    return Verdict.TAKEN;
  }

  private static boolean ascending(Point point) {
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < point.bounds().size(); i++) {
      double bound = point.bounds().at(i);
      if (!(bound > last)) {
        return false;
      }
      last = bound;
    }
    return true;
  }

  /// @param numbers of each bucket, then count and sum
  /// @param stale does the series end?
  private void buckets(Point point, double[] numbers, boolean stale) throws BodyException {
    int bounds = point.bounds().size();
    double before = Double.NEGATIVE_INFINITY;
    double inside = 0;
    for (int i = 0; i <= bounds; i++) {
      double bound = i < bounds ? point.bounds().at(i) : Double.POSITIVE_INFINITY;
      inside += numbers[i];
      if (i == bounds || bound < Double.POSITIVE_INFINITY) {
        out.write("_bucket", "le", bound, stale ? Stale.marker() : inside);
        exemplars(point, before, bound);
        before = bound;
      }
    }
    out.write("_count", stale ? Stale.marker() : numbers[bounds + 1]);
    if (stale || point.isSummed()) {
      out.write("_sum", stale ? Stale.marker() : numbers[bounds + 1 + COUNT]);
    }
  }

  private void exemplars(Point point, double above, double upTo) {
    for (var each : point.exemplars()) {
      boolean first = above == Double.NEGATIVE_INFINITY && !(each.value() > upTo);
      if (first || (each.value() > above && each.value() <= upTo)) {
        out.attach(each);
      }
    }
  }

  Verdict exponential(Point point, boolean delta) throws BodyException {
    if (!point.isRecorded()) {
      out.write("", Stale.marker());
      return Verdict.TAKEN;
    }
    ExponentialBuckets buckets = point.buckets();
    String flaw = buckets.flaw();
    if (!flaw.isEmpty()) {
      return Verdict.malformed(flaw);
    }
    Histogram made = buckets.histogram();
    if (!delta) {
      return taken(point, made);
    }
    String meaning = "native " + made.shape().zeroThreshold();
    return switch (totals.add(out.series(meaning), point.span(), made)) {
      case Added<Histogram>(Histogram total) -> taken(point, total);
      case Refused<Histogram>(String reason) -> Verdict.delta(reason);
    };
  }

  private Verdict taken(Point point, Histogram made) throws BodyException {
    out.write("", made.count());
    out.attach(made);
    out.attach(point.exemplars());
    return Verdict.TAKEN;
  }

  Verdict summary(Point point) throws BodyException {
    boolean stale = !point.isRecorded();
    for (int i = 0; i < point.quantiles().size(); i++) {
      double at = point.quantiles().at(i);
      if (!(at >= 0 && at <= 1)) {
        return Verdict.malformed("a quantile is not between 0 and 1");
      }
    }
    for (int i = 0; i < point.quantiles().size(); i++) {
      double value = stale ? Stale.marker() : point.quantileValues().at(i);
      out.write("", "quantile", point.quantiles().at(i), value);
    }
    out.write("_count", stale ? Stale.marker() : point.count());
    out.write("_sum", stale ? Stale.marker() : point.sum());
    return Verdict.TAKEN;
  }
}
