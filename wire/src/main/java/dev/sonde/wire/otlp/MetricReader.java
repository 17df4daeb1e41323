package dev.sonde.wire.otlp;

import dev.sonde.api.Kind;
import dev.sonde.api.Push;
import dev.sonde.api.TextHash;
import dev.sonde.wire.BodyException;
import dev.sonde.wire.otlp.PointTaker.Verdict;
import dev.sonde.wire.protobuf.WireReader;
import java.time.Duration;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Reads a `Metric`: `string name = 1, description = 2, unit = 3`, then one of `Gauge gauge = 5,
/// Sum sum = 7, Histogram histogram = 9, ExponentialHistogram exponential_histogram = 10, Summary
/// summary = 11`, each with `repeated … data_points = 1, AggregationTemporality
/// aggregation_temporality = 2, bool is_monotonic = 3`.
///
/// # Implementation notes
///
/// A known series costs a hash of its attributes: what it is called is marked by the bytes of
/// metric and attributes, and made only for one that no earlier push had.
final class MetricReader implements PointNames {
  private static final int NOTHING = 0;
  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int HISTOGRAM = 9;
  private static final int EXPONENTIAL = 10;
  private static final int SUMMARY = 11;
  private static final long AHEAD_MILLIS = Duration.ofMinutes(10).toMillis();

  private final OtlpLimits limits;
  private final Push push;
  private final OtlpTally tally;
  private final PointWriter out;
  private final PointTaker taker;
  private final TextHash hash;
  private final Point point;
  private final PointPlaces places = new PointPlaces();
  private final WireReader aside = new WireReader();
  private final TextPlace name = new TextPlace();
  private final TextPlace help = new TextPlace();
  private final TextPlace unit = new TextPlace();
  private SharedLabels shared = SharedLabels.NONE;
  private @Nullable MetricHead head;
  private int data;
  private int dataFrom;
  private int dataTo;
  private Temporality temporality = Temporality.UNSPECIFIED;
  private boolean monotonic;
  private long points;
  private long buckets;
  private long newestMillis;

  MetricReader(OtlpLimits limits, TextHash hash, Push push, DeltaTotals totals, OtlpTally tally) {
    this.limits = limits;
    this.hash = hash;
    this.push = push;
    this.tally = tally;
    point = new Point(hash);
    out = new PointWriter(this, limits, push);
    taker = new PointTaker(out, totals);
  }

  /// The time of the newest point that was taken since it was asked last; 0 when there is none.
  long newestMillis() {
    long newest = newestMillis;
    newestMillis = 0;
    return newest;
  }

  /// Reads the field whose tag was read last.
  ///
  /// @param labels of all its points
  void read(WireReader wire, SharedLabels labels) throws BodyException {
    shared = labels;
    head = null;
    int outer = wire.enter();
    head(wire);
    wire.leave(outer);
    if (data == NOTHING) {
      return;
    }
    aside.begin(wire.page(), dataFrom, dataTo);
    data(aside);
    if (isDelta()) {
      sort(wire.page());
    }
    long mark = mark();
    for (int i = 0; i < places.count(); i++) {
      aside.begin(wire.page(), places.from(i), places.to(i));
      point(mark);
    }
  }

  @Override
  public MetricHead head() {
    MetricHead known = head == null ? made() : head;
    head = known;
    return known;
  }

  @Override
  public SortedMap<String, String> labels() throws BodyException {
    SortedMap<String, String> labels = LabelNames.labels(point.attributes().read(aside));
    labels.putAll(shared.labels());
    return labels;
  }

  /// 64 bits that stand for what its series are called, but for their attributes.
  private long mark() {
    long named = TextHash.mixed(shared.mark(), name.hash(hash));
    long measured = TextHash.mixed(named, unit.hash(hash));
    return TextHash.mixed(measured, monotonic ? -data : data);
  }

  private void head(WireReader wire) throws BodyException {
    name.clear();
    help.clear();
    unit.clear();
    data = NOTHING;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> name.read(wire);
        case 2 -> help.read(wire);
        case 3 -> unit.read(wire);
        case GAUGE, SUM, HISTOGRAM, EXPONENTIAL, SUMMARY -> {
          data = wire.field();
          dataFrom = wire.bytes();
          dataTo = wire.at();
        }
        default -> wire.skip();
      }
    }
  }

  private void data(WireReader wire) throws BodyException {
    places.clear();
    temporality = Temporality.UNSPECIFIED;
    monotonic = false;
    while (wire.next()) {
      switch (wire.field()) {
        case 1 -> {
          int from = wire.bytes();
          places.add(from, wire.at());
          count(wire);
        }
        case 2 -> temporality = Temporality.of(wire.number());
        case 3 -> monotonic = wire.number() != 0;
        default -> wire.skip();
      }
    }
  }

  private void count(WireReader wire) throws BodyException {
    if (++points > limits.mostPoints()) {
      throw wire.fail("there are more than " + limits.mostPoints() + " data points");
    }
  }

  private boolean isDelta() {
    return temporality == Temporality.DELTA && data != GAUGE && data != SUMMARY;
  }

  private void sort(byte[] page) throws BodyException {
    var times = new long[places.count()];
    for (int i = 0; i < times.length; i++) {
      aside.begin(page, places.from(i), places.to(i));
      while (aside.next()) {
        if (aside.field() == 3) {
          times[i] = PointExemplars.nanos(aside);
        } else {
          aside.skip();
        }
      }
    }
    places.sort(times);
  }

  private MetricHead made() {
    boolean counter = data == SUM && monotonic;
    String given = name.toString();
    String measure = unit.toString();
    return new MetricHead(
        given,
        MetricNames.of(given, measure, counter, data == GAUGE),
        MetricUnits.of(measure).words(),
        OtlpNames.oneLine(help.toString()),
        kind(counter));
  }

  private Kind kind(boolean counter) {
    return switch (data) {
      case HISTOGRAM, EXPONENTIAL -> Kind.HISTOGRAM;
      case SUMMARY -> Kind.SUMMARY;
      default -> counter ? Kind.COUNTER : Kind.GAUGE;
    };
  }

  private void point(long mark) throws BodyException {
    point.clear();
    fields(aside);
    buckets += point.extent();
    if (buckets > limits.mostBuckets()) {
      throw aside.fail("there are more than " + limits.mostBuckets() + " buckets");
    }
    long time = point.time() == 0 ? push.time() : PointExemplars.millis(point.time());
    out.begin(point.mark(mark), time);
    Verdict verdict = verdict();
    if (verdict.isTaken()) {
      tally.point(out.isWhole());
      newestMillis = out.isWhole() ? Math.max(newestMillis, time) : newestMillis;
    } else {
      tally.reject(push, verdict.reason(), head().given(), verdict.why());
    }
  }

  private void fields(WireReader wire) throws BodyException {
    while (wire.next()) {
      switch (data) {
        case HISTOGRAM -> point.histogram(wire);
        case EXPONENTIAL -> point.exponential(wire);
        case SUMMARY -> point.summary(wire);
        default -> point.number(wire);
      }
    }
  }

  /// Such a point is not taken, so it must not count, nor make all those that follow late.
  private boolean isAhead() {
    return PointExemplars.millis(point.time()) > push.time() + AHEAD_MILLIS;
  }

  private Verdict verdict() throws BodyException {
    String flaw = out.flaw();
    if (!flaw.isEmpty()) {
      return Verdict.malformed(flaw);
    }
    boolean summing = data == SUM || data == HISTOGRAM || data == EXPONENTIAL;
    if (summing && temporality == Temporality.UNSPECIFIED && point.isRecorded()) {
      return Verdict.malformed("its aggregation temporality is neither delta nor cumulative");
    }
    if (isDelta() && point.isRecorded() && isAhead()) {
      return Verdict.delta("delta_ahead");
    }
    return switch (data) {
      case HISTOGRAM -> taker.histogram(point, isDelta());
      case EXPONENTIAL -> taker.exponential(point, isDelta());
      case SUMMARY -> taker.summary(point);
      default -> taker.number(point, isDelta());
    };
  }
}
