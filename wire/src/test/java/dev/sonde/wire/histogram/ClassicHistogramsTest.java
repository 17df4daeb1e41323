package dev.sonde.wire.histogram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Encoded;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Histogram.Shape;
import dev.sonde.api.Histogram.Side;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Outcome;
import dev.sonde.api.Series;
import dev.sonde.api.Shipment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClassicHistogramsTest {
  private static final long NOW = 1_767_225_600_000L;
  private static final Series SERIES = new Series("h", Labels.of("a", "b", "z", "y"), 7);
  private static final Histogram SMALL =
      new Histogram(
          new Shape(0, 0.125, false, false, false),
          12,
          6.5,
          2,
          new Side(new int[] {0, 1}, new int[] {2, 1}, new double[] {3, 1, 2}),
          new Side(new int[] {1}, new int[] {1}, new double[] {4}));

  private final Batch batch = new Batch();
  private final Map<String, Family> families = new HashMap<>();
  private @Nullable Shipment flat;

  @Test
  void countSumAndBuckets_areMade() {
    batch.add(new Series("before", Labels.NONE, 0), NOW - 1, 1);
    add(SERIES, NOW, SMALL);
    batch.add(new Series("after", Labels.NONE, 1), NOW + 1, 2);
    assertThat(encode(ClassicHistogramsTest::all)).isEqualTo(new Counted(3, Map.of()));
    assertThat(lines())
        .containsExactly(
            "before 1.0 -1",
            "h_count{a=\"b\",z=\"y\"} 12.0 0",
            "h_sum{a=\"b\",z=\"y\"} 6.5 0",
            "h_bucket{a=\"b\",le=\"-1.0\",z=\"y\"} 4.0 0",
            "h_bucket{a=\"b\",le=\"0.125\",z=\"y\"} 6.0 0",
            "h_bucket{a=\"b\",le=\"1.0\",z=\"y\"} 9.0 0",
            "h_bucket{a=\"b\",le=\"2.0\",z=\"y\"} 10.0 0",
            "h_bucket{a=\"b\",le=\"4.0\",z=\"y\"} 10.0 0",
            "h_bucket{a=\"b\",le=\"8.0\",z=\"y\"} 12.0 0",
            "h_bucket{a=\"b\",le=\"+Inf\",z=\"y\"} 12.0 0",
            "after 2.0 1");
  }

  @Test
  void buckets_areThoseOfTheReference() {
    var random = new Random(5);
    for (int i = 0; i < 1_000; i++) {
      int schema = random.nextInt(Histogram.COARSEST, Histogram.FINEST + 1);
      var shape = new Shape(schema, random.nextInt(3) / 4.0, false, false, false);
      var positive = side(random, schema);
      var negative = side(random, schema);
      var histogram = new Histogram(shape, 99, 1, 3, side(positive), side(negative));
      batch.clear();
      add(SERIES, NOW, histogram);
      encode(ClassicHistogramsTest::all);
      Map<Double, Double> expected = new ReferenceBuckets(shape, 3, positive, negative).counts();
      expected.put(Double.POSITIVE_INFINITY, 99.0);
      assertThat(buckets()).as("%s %s %s", shape, positive, negative).isEqualTo(expected);
      assertThat(ClassicRows.most(histogram)).isGreaterThanOrEqualTo(flat().size());
      if (shape.zeroThreshold() == 0) {
        assertThat(ClassicRows.most(histogram)).isLessThanOrEqualTo(2L + flat().size());
      }
    }
  }

  @Test
  void customBounds_areKept_andOnlyThoseThatAscend() {
    double[] bounds = {0.5, 2, 1, Double.NaN, 2, 4, Double.POSITIVE_INFINITY};
    var side = new Side(new int[] {0}, new int[] {8}, new double[] {1, 1, 1, 1, 1, 1, 1, 1});
    add(SERIES, NOW, new Histogram(custom(false), 8, 9, 0, side, Side.NONE, bounds));
    encode(ClassicHistogramsTest::all);
    assertThat(buckets())
        .isEqualTo(Map.of(0.5, 1.0, 2.0, 2.0, 4.0, 6.0, Double.POSITIVE_INFINITY, 8.0));
    assertThat(flat().size()).isEqualTo(6);
  }

  @Test
  void exemplars_goWithTheBucketThatHoldsEverything() {
    var first = new Exemplar(Labels.of("trace_id", "1"), 0.5, NOW);
    var second = new Exemplar(Labels.of("trace_id", "2"), 0.6, NOW);
    var plain = new Exemplar(Labels.of("trace_id", "3"), 0.7, NOW);
    batch.add(SERIES, NOW, 12);
    batch.attach(first);
    batch.attach(SMALL);
    batch.attach(second);
    batch.add(new Series("c_total", Labels.NONE, 1), NOW, 1);
    batch.attach(plain);
    encode(ClassicHistogramsTest::all);
    Batch made = flat();
    assertThat(made.extras()).isEqualTo(3);
    assertThat(List.of(made.extra(0), made.extra(1), made.extra(2)))
        .containsExactly(first, second, plain);
    assertThat(made.series(made.extraRow(0)).labels().value("le")).isEqualTo("+Inf");
    assertThat(made.extraRow(1)).isEqualTo(made.extraRow(0));
    assertThat(made.extraRow(2)).isEqualTo(made.size() - 1);
  }

  @Test
  void exemplars_goNowhere_whenThatBucketCantBeSaid() {
    add(SERIES, NOW, histogram(Double.POSITIVE_INFINITY, 1, false));
    batch.attach(new Exemplar(Labels.NONE, 1, NOW));
    encode(Double::isFinite);
    assertThat(flat().size()).isPositive();
    assertThat(flat().plain()).isTrue();
  }

  @Test
  void instantsOfOneSeries_shareSeries() {
    add(SERIES, NOW, SMALL);
    add(new Series("h", Labels.of("a", "c"), 8), NOW, SMALL);
    add(SERIES, NOW + 1, SMALL);
    encode(ClassicHistogramsTest::all);
    int third = flat().size() / 3;
    for (int row = 0; row < third; row++) {
      assertThat(flat().series(2 * third + row)).isSameAs(flat().series(row));
      assertThat(flat().series(third + row)).isNotSameAs(flat().series(row));
      assertThat(flat().series(third + row).own())
          .matches(own -> own.value("le") == null || own.size() == 1);
    }
  }

  @Test
  void labelLe_givesWay() {
    add(new Series("h", Labels.of("le", "mine", "a", "b"), 0), NOW, SMALL);
    encode(ClassicHistogramsTest::all);
    assertThat(lines())
        .contains("h_count{a=\"b\",le=\"mine\"} 12.0 0", "h_bucket{a=\"b\",le=\"1.0\"} 9.0 0");
  }

  @Test
  void families_areThoseOfTheWhole() {
    known("h", Kind.HISTOGRAM);
    known("g", Kind.GAUGE_HISTOGRAM);
    known("c", Kind.COUNTER);
    known("h_sum", Kind.SUMMARY);
    add(SERIES, NOW, SMALL);
    encode(ClassicHistogramsTest::all);
    var of = Objects.requireNonNull(flat).families();
    for (String suffix : List.of("_count", "_bucket")) {
      assertThat(of.apply("h" + suffix))
          .isEqualTo(new Family("h" + suffix, Kind.HISTOGRAM, "seconds", "Help."));
      assertThat(of.apply("g" + suffix))
          .isEqualTo(new Family("g" + suffix, Kind.GAUGE_HISTOGRAM, "seconds", "Help."));
      assertThat(of.apply("c" + suffix)).isNull();
    }
    assertThat(of.apply("h_sum")).isEqualTo(families.get("h_sum"));
    assertThat(of.apply("h")).isEqualTo(families.get("h"));
    assertThat(of.apply("h_other")).isNull();
  }

  @Test
  void rowOfWhichAPartIsSaid_isSaid() {
    add(SERIES, NOW, histogram(4, Double.NaN, false));
    add(SERIES, NOW + 1, histogram(4, Double.POSITIVE_INFINITY, false));
    batch.add(new Series("plain", Labels.NONE, 1), NOW, Double.NaN);
    assertThat(encode(Double::isFinite)).isEqualTo(new Counted(2, Map.of("not_said", 1L)));
    assertThat(lines()).noneMatch(line -> line.startsWith("h_sum")).hasSize(9);
  }

  @Test
  void rowOfWhichNothingIsSaid_isUnsaidOnce() {
    add(SERIES, NOW, histogram(Double.NaN, Double.NaN, false));
    add(SERIES, NOW + 1, SMALL);
    assertThat(encode(Double::isNaN)).isEqualTo(new Counted(1, Map.of("not_said", 1L)));
    assertThat(encode(value -> value == 6.5)).isEqualTo(new Counted(1, Map.of("not_said", 1L)));
    assertThat(encode(_ -> false)).isEqualTo(new Counted(0, Map.of("not_said", 2L)));
  }

  @Test
  void histogramWithItsClassicBucketsBeside_isSaid_andNothingIsMade() {
    add(SERIES, NOW, histogram(4, 1, true));
    batch.attach(new Exemplar(Labels.NONE, 1, NOW));
    batch.add(new Series("h_count", Labels.NONE, 1), NOW, 4);
    assertThat(encode(ClassicHistogramsTest::all)).isEqualTo(new Counted(2, Map.of()));
    assertThat(lines()).containsExactly("h_count 4.0 0");
    assertThat(flat().plain()).isTrue();
  }

  @Test
  void nothingButSuch_needsNoRequest() {
    add(SERIES, NOW, histogram(4, 1, true));
    add(SERIES, NOW + 1, histogram(4, 1, true));
    var classic = new ClassicHistograms(ClassicHistogramsTest::all);
    Encoded encoded = classic.encode(shipment(), ClassicHistogramsTest::never);
    assertThat(encoded)
        .isEqualTo(new Encoded(shipment().id(), ByteBuffer.allocate(0), 2, Map.of()));
    assertThat(classic.isTooMuch(encoded)).isFalse();
  }

  @Test
  void tooManyRows_comeInParts() {
    for (int i = 0; i < 10_000; i++) {
      add(SERIES, NOW + i, SMALL);
    }
    assertThat(isTooMuch(shipment())).isTrue();
    assertThat(isTooMuch(shipment().part(shipment().id().until(5_000), 0, 5_000))).isFalse();
    assertThat(ClassicHistograms.TOO_MUCH).isInstanceOf(Outcome.TooLarge.class);
  }

  @Test
  void tooMuchText_comesInParts() {
    var series = new Series("h", Labels.of("a", "v".repeat(100_000)), 0);
    for (int i = 0; i < 1_000; i++) {
      add(series, NOW, SMALL);
    }
    assertThat(isTooMuch(shipment())).isTrue();
    assertThat(isTooMuch(shipment().part(shipment().id().until(50), 0, 50))).isFalse();
  }

  @Test
  void oneRowAlone_isNeverTooMuch() {
    double[] bounds = DoubleStream.iterate(1, each -> each + 1).limit(150_000).toArray();
    add(SERIES, NOW, new Histogram(custom(false), 0, 0, 0, Side.NONE, Side.NONE, bounds));
    assertThat(encode(ClassicHistogramsTest::all)).isEqualTo(new Counted(1, Map.of()));
    assertThat(flat().size()).isEqualTo(150_003);
    add(SERIES, NOW + 1, SMALL);
    assertThat(isTooMuch(shipment())).isTrue();
  }

  @Test
  void whatIsAccompanied_isNotMuch() {
    double[] bounds = new double[150_000];
    add(SERIES, NOW, new Histogram(custom(true), 0, 0, 0, Side.NONE, Side.NONE, bounds));
    add(SERIES, NOW + 1, SMALL);
    assertThat(isTooMuch(shipment())).isFalse();
  }

  @Test
  void withoutHistograms_theShipmentStaysAsItIs() {
    batch.add(SERIES, NOW, 1);
    batch.attach(new Exemplar(Labels.NONE, 1, NOW));
    Shipment shipment = shipment();
    new ClassicHistograms(ClassicHistogramsTest::all)
        .encode(shipment, each -> encoded(each, ClassicHistogramsTest::all));
    assertThat(flat).isSameAs(shipment);
  }

  /// What an encoding says of the shipment's rows.
  private record Counted(int samples, Map<String, Long> unsaid) {}

  private static boolean isTooMuch(Shipment shipment) {
    var classic = new ClassicHistograms(ClassicHistogramsTest::all);
    var called = new ArrayList<Shipment>();
    Encoded encoded =
        classic.encode(
            shipment,
            each -> {
              called.add(each);
              return new Encoded(each.id(), ByteBuffer.allocate(1), each.batch().size(), Map.of());
            });
    assertThat(encoded.samples()).isEqualTo(shipment.batch().size());
    assertThat(called.isEmpty()).isEqualTo(classic.isTooMuch(encoded));
    assertThat(encoded.body().hasRemaining()).isNotEqualTo(classic.isTooMuch(encoded));
    return classic.isTooMuch(encoded);
  }

  private Counted encode(DoublePredicate says) {
    var encoded = new ClassicHistograms(says).encode(shipment(), each -> encoded(each, says));
    assertThat(encoded.id()).isEqualTo(shipment().id());
    return new Counted(encoded.samples(), encoded.unsaid());
  }

  private Encoded encoded(Shipment shipment, DoublePredicate says) {
    flat = shipment;
    int size = shipment.batch().size();
    int said = (int) rows(shipment.batch()).filter(says).count();
    Map<String, Long> unsaid = said == size ? Map.of() : Map.of("not_said", (long) size - said);
    return new Encoded(shipment.id(), ByteBuffer.allocate(1), said, unsaid);
  }

  private static boolean all(double value) {
    return true;
  }

  private static Encoded never(Shipment shipment) {
    throw new AssertionError(shipment.id());
  }

  private static DoubleStream rows(Batch of) {
    return IntStream.range(0, of.size()).mapToDouble(of::value);
  }

  private Batch flat() {
    return Objects.requireNonNull(flat).batch();
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    for (int row = 0; row < flat().size(); row++) {
      lines.add(flat().series(row) + " " + flat().value(row) + " " + (flat().time(row) - NOW));
    }
    return lines;
  }

  private Map<Double, Double> buckets() {
    var buckets = new TreeMap<Double, Double>();
    for (int row = 0; row < flat().size(); row++) {
      String le = flat().series(row).labels().value("le");
      if (le != null) {
        double bound = Double.parseDouble(le.replace("Inf", "Infinity"));
        assertThat(buckets.put(bound, flat().value(row))).isNull();
      }
    }
    return buckets;
  }

  private void known(String name, Kind kind) {
    families.put(name, new Family(name, kind, "seconds", "Help."));
  }

  private void add(Series series, long time, Histogram histogram) {
    batch.add(series, time, histogram.count());
    batch.attach(histogram);
  }

  @SuppressWarnings("NullAway") // does not see the annotation inside another module's record
  private Shipment shipment() {
    var id = new BatchId(new UUID(1, 2), 3, 0, batch.size());
    return new Shipment(id, batch, List.of(), families::get);
  }

  private static Shape custom(boolean accompanied) {
    return new Shape(Histogram.CUSTOM, 0, false, false, accompanied);
  }

  private static Histogram histogram(double count, double sum, boolean accompanied) {
    return new Histogram(
        new Shape(0, 0, false, false, accompanied),
        count,
        sum,
        1,
        new Side(new int[] {0}, new int[] {1}, new double[] {3}),
        Side.NONE);
  }

  /// Within 2^-100 and 2^100, with at most 150 powers of two between.
  private static NavigableMap<Integer, Double> side(Random random, int schema) {
    var side = new TreeMap<Integer, Double>();
    double first = random.nextInt(-100, 90);
    double last = first + random.nextInt(1, 100);
    for (int i = random.nextInt(12); i > 0; i--) {
      double exponent = random.nextDouble(first, Math.min(100, last));
      side.put((int) Math.ceil(exponent * Math.pow(2, schema)), (double) random.nextInt(9));
    }
    return side;
  }

  private static Side side(NavigableMap<Integer, Double> counts) {
    var lengths = new int[counts.size()];
    Arrays.fill(lengths, 1);
    var gaps = new int[counts.size()];
    int row = 0;
    int end = 0;
    for (int index : counts.keySet()) {
      gaps[row++] = index - end;
      end = index + 1;
    }
    double[] values = counts.values().stream().mapToDouble(each -> each).toArray();
    return new Side(gaps, lengths, values);
  }
}
