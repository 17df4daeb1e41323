package dev.sonde.wire.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
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
import dev.sonde.wire.compress.Snappy;
import dev.sonde.wire.remotewrite.Reference.Label;
import dev.sonde.wire.remotewrite.Reference.Metadata;
import dev.sonde.wire.remotewrite.Reference.Sample;
import dev.sonde.wire.remotewrite.Reference.TimeSeries;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemoteWriteEncoderTest {
  private static final BatchId ID = new BatchId(new UUID(1, 2), 3, 4, 5);

  @ParameterizedTest
  @EnumSource
  void anyShipment_isReadByProtobufJavaAsItWas(Protocol protocol) {
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Plain())) {
      for (int seed = 0; seed < 400; seed++) {
        var shipment = new RandomShipments(seed).next();
        var encoded = encoder.encode(shipment);
        byte[] plain = Plain.bytes(encoded.body());
        assertThat(Reference.read(protocol, plain))
            .as("seed %d", seed)
            .isEqualTo(expected(protocol, shipment));
        assertThat(Reference.rewritten(protocol, plain)).as("seed %d", seed).isEqualTo(plain);
        assertThat(encoded.samples()).isEqualTo(shipment.batch().size());
        assertThat(encoded.unsaid()).isEmpty();
        assertThat(encoded.id()).isEqualTo(shipment.id());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sameShipment_sameBytes_whateverWasEncodedBefore(Protocol protocol) {
    try (var used = new RemoteWriteEncoder(protocol, true, new Snappy())) {
      for (int seed = 0; seed < 100; seed++) {
        byte[] before = Plain.bytes(used.encode(new RandomShipments(seed).next()).body());
        used.encode(new RandomShipments(seed + 1_000).next());
        assertThat(Plain.bytes(used.encode(new RandomShipments(seed).next()).body()))
            .isEqualTo(before);
        try (var fresh = new RemoteWriteEncoder(protocol, true, new Snappy())) {
          assertThat(Plain.bytes(fresh.encode(new RandomShipments(seed).next()).body()))
              .isEqualTo(before);
        }
      }
    }
  }

  @Test
  void symbols_beginWithTheEmptyOne_andStandOnce() {
    for (int seed = 0; seed < 100; seed++) {
      var symbols = Reference.symbols(encode(Protocol.TWO, new RandomShipments(seed).next()));
      assertThat(symbols).startsWith("").doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource
  void name_standsWhereItsBytesSort(Protocol protocol) {
    var labels = Labels.of("Zone", "z", "_", "u", "a", "b", "__x", "x", "__address__", "y");
    var read = read(protocol, batch(new Series("up", labels, 0), 1, 1.0));
    assertThat(read.getFirst().labels())
        .extracting(Label::name)
        .containsExactly("Zone", "_", "__address__", "__name__", "__x", "a");
  }

  @ParameterizedTest
  @EnumSource
  void labelCalledAsTheName_givesWayToIt(Protocol protocol) {
    var read = read(protocol, batch(new Series("up", Labels.of("__name__", "x"), 0), 1, 1.0));
    assertThat(read.getFirst().labels()).containsExactly(new Label("__name__", "up"));
  }

  @ParameterizedTest
  @EnumSource
  void samplesWithoutAName_areCounted(Protocol protocol) {
    var batch = batch(new Series("", Labels.of("a", "b"), 0), 1, 1.0);
    batch.add(new Series("up", Labels.NONE, 1), 1, 2.0);
    batch.add(batch.series(0), 2, 3.0);
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Plain())) {
      var encoded = encoder.encode(shipment(batch, Map.of()));
      assertThat(encoded.unsaid()).containsExactly(Map.entry("no_name", 2L));
      assertThat(encoded.samples()).isEqualTo(1);
      assertThat(Reference.read(protocol, Plain.bytes(encoded.body()))).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void manySamplesOfOneSeries_comeByTime_thoseOfOneInstantAsTheyStood(Protocol protocol) {
    var series = new Series("up", Labels.NONE, 7);
    var batch = new Batch();
    for (int row = 0; row < 50_000; row++) {
      batch.add(series, 1_000 - row / 100, row);
    }
    var samples = read(protocol, batch).getFirst().samples();
    assertThat(samples).hasSize(50_000).isSortedAccordingTo(Comparator.comparingLong(Sample::time));
    for (int i = 1; i < samples.size(); i++) {
      var before = samples.get(i - 1);
      var after = samples.get(i);
      assertThat(before.time() < after.time() || before.bits() < after.bits()).isTrue();
    }
  }

  @Test
  void twoSeriesOfOneIndex_stayApart() {
    var batch = batch(new Series("a", Labels.NONE, 5), 1, 1.0);
    batch.add(new Series("b", Labels.NONE, 5), 1, 2.0);
    assertThat(read(Protocol.ONE, batch)).hasSize(2);
  }

  @Test
  void metadata_isThatOfTheFamily_orOfTheHistogramItIsAPartOf() {
    var families =
        Map.of(
            "jobs_total",
            Family.counter("jobs_total", "", "Jobs."),
            "wait_seconds",
            new Family("wait_seconds", Kind.HISTOGRAM, "seconds", "Waiting."));
    assertThat(metadata("jobs_total", families)).isEqualTo(new Metadata(1, "Jobs.", ""));
    assertThat(metadata("wait_seconds_bucket", families))
        .isEqualTo(new Metadata(3, "Waiting.", "seconds"));
    assertThat(metadata("wait_seconds_gsum", families)).isEqualTo(Metadata.NONE);
    assertThat(metadata("other", families)).isEqualTo(Metadata.NONE);
  }

  @Test
  void familyThatChanges_isSaidAsItIsNow() {
    var batch = batch(new Series("x", Labels.NONE, 0), 1, 1.0);
    try (var encoder = new RemoteWriteEncoder(Protocol.TWO, true, new Plain())) {
      encoder.encode(shipment(batch, Map.of("x", Family.gauge("x", "", "Before."))));
      var after = encoder.encode(shipment(batch, Map.of("x", Family.gauge("x", "", "After."))));
      assertThat(Reference.read(Protocol.TWO, Plain.bytes(after.body())).getFirst().metadata())
          .isEqualTo(new Metadata(2, "After.", ""));
    }
  }

  @ParameterizedTest
  @EnumSource
  void namesThatComeAndGo_areForgotten(Protocol protocol) {
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Plain())) {
      for (int round = 0; round < 60; round++) {
        var batch = new Batch();
        for (int i = 0; i < 200; i++) {
          batch.add(new Series("n" + round + "_" + i, Labels.NONE, i), 1, i);
        }
        byte[] plain = Plain.bytes(encoder.encode(shipment(batch, Map.of())).body());
        assertThat(Reference.read(protocol, plain)).hasSize(200);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void snappy_isWhatTheReferenceReads(Protocol protocol) throws IOException {
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Snappy())) {
      for (int seed = 0; seed < 100; seed++) {
        var shipment = new RandomShipments(seed).next();
        byte[] body = Plain.bytes(encoder.encode(shipment).body());
        assertThat(org.xerial.snappy.Snappy.uncompress(body)).isEqualTo(encode(protocol, shipment));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void encoding_makesNoObjectPerSample(Protocol protocol) {
    var batch = new Batch();
    for (int i = 0; i < 10_000; i++) {
      var labels = Labels.of("instance", "a:1", "n", Integer.toString(i));
      batch.add(new Series("name" + i % 100 + "_sum", labels, i), 1_000 - i % 3, i);
    }
    var shipment = shipment(batch, Map.of("name1", Family.gauge("name1", "", "One.")));
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Snappy())) {
      encoder.encode(shipment);
      encoder.encode(shipment);
      long before = threads.getCurrentThreadAllocatedBytes();
      encoder.encode(shipment);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }
  }

  @ParameterizedTest
  @EnumSource
  void numbersBetweenHistograms_standInATimeSeriesOfTheirOwn(Protocol protocol) {
    var series = new Series("wait", Labels.of("a", "b"), 0);
    var before = histogram(1);
    var after = histogram(2);
    var batch = batch(series, 10, 1);
    batch.attach(exemplar(9));
    batch.attach(before);
    batch.add(series, 20, Stale.marker());
    batch.add(series, 30, 2);
    batch.attach(after);
    batch.attach(exemplar(29));
    batch.add(series, 40, 2);
    batch.attach(after);
    var families = Map.of("wait", new Family("wait", Kind.HISTOGRAM, "seconds", "Waiting."));
    var read = Reference.read(protocol, encode(protocol, shipment(batch, families)));
    var marker = new Sample(Double.doubleToRawLongBits(Stale.marker()), 20);
    assertThat(read)
        .extracting(TimeSeries::samples)
        .containsExactly(List.of(), List.of(marker), List.of());
    assertThat(read)
        .extracting(TimeSeries::histograms)
        .containsExactly(
            List.of(new Reference.Histogram(before, 10)),
            List.of(),
            List.of(new Reference.Histogram(after, 30), new Reference.Histogram(after, 40)));
    assertThat(read)
        .extracting(RemoteWriteEncoderTest::exemplarTimes)
        .containsExactly(List.of(9L), List.of(), List.of(29L));
    assertThat(read).extracting(TimeSeries::labels).containsOnly(labels(series));
    assertThat(read)
        .extracting(TimeSeries::metadata)
        .containsOnly(
            protocol == Protocol.ONE ? Metadata.NONE : new Metadata(3, "Waiting.", "seconds"));
  }

  @ParameterizedTest
  @EnumSource
  void exemplarsOfOneTimeSeries_comeByTime_thoseOfOneInstantAsTheyStood(Protocol protocol) {
    var series = new Series("up", Labels.NONE, 0);
    var batch = new Batch();
    for (int row = 0; row < 20_000; row++) {
      batch.add(series, row, row);
      batch.attach(new Exemplar(Labels.NONE, 2 * row + 1, 1_000 - row / 100));
      batch.attach(new Exemplar(Labels.NONE, 2 * row + 2, 1_000 - row / 100));
    }
    var read = read(protocol, batch);
    assertThat(read).hasSize(1);
    assertThat(read.getFirst().exemplars())
        .hasSize(40_000)
        .isSortedAccordingTo(
            Comparator.comparingLong(Reference.Exemplar::time)
                .thenComparingDouble(each -> Double.longBitsToDouble(each.bits())));
  }

  @ParameterizedTest
  @EnumSource
  void encodingOfExtras_makesNoObjectPerSample(Protocol protocol) {
    var batch = new Batch();
    var histogram = histogram(3);
    for (int i = 0; i < 5_000; i++) {
      var series = new Series("wait", Labels.of("n", Integer.toString(i)), i);
      batch.add(series, 1, 3);
      batch.attach(histogram);
      batch.attach(exemplar(i + 1));
      batch.attach(exemplar(i));
      batch.add(series, 2, Stale.marker());
    }
    var shipment = shipment(batch, Map.of());
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Snappy())) {
      encoder.encode(shipment);
      encoder.encode(shipment);
      long before = threads.getCurrentThreadAllocatedBytes();
      encoder.encode(shipment);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    }
  }

  private static Histogram histogram(double count) {
    var side = new Histogram.Side(new int[] {2}, new int[] {1}, new double[] {count});
    var shape = new Histogram.Shape(3, 0.001, false, false, false);
    return new Histogram(shape, count, 2 * count, 0, side, Histogram.Side.NONE);
  }

  private static Exemplar exemplar(long time) {
    return new Exemplar(Labels.of("trace_id", "abc"), 1.5, time);
  }

  private static List<Long> exemplarTimes(TimeSeries series) {
    return series.exemplars().stream().map(Reference.Exemplar::time).toList();
  }

  private static Metadata metadata(String name, Map<String, Family> families) {
    var batch = batch(new Series(name, Labels.NONE, 0), 1, 1.0);
    return Reference.read(Protocol.TWO, encode(Protocol.TWO, shipment(batch, families)))
        .getFirst()
        .metadata();
  }

  private static List<TimeSeries> read(Protocol protocol, Batch batch) {
    return Reference.read(protocol, encode(protocol, shipment(batch, Map.of())));
  }

  private static byte[] encode(Protocol protocol, Shipment shipment) {
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Plain())) {
      return Plain.bytes(encoder.encode(shipment).body());
    }
  }

  private static Batch batch(Series series, long time, double value) {
    var batch = new Batch();
    batch.add(series, time, value);
    return batch;
  }

  private static Shipment shipment(Batch batch, Map<String, Family> families) {
    return RandomShipments.shipment(ID, batch, families);
  }

  private static List<TimeSeries> expected(Protocol protocol, Shipment shipment) {
    var bySeries = new LinkedHashMap<Identity, List<Integer>>();
    var batch = shipment.batch();
    var identities = new IdentityHashMap<Series, Identity>();
    for (int row = 0; row < batch.size(); row++) {
      var identity = identities.computeIfAbsent(batch.series(row), Identity::new);
      bySeries.computeIfAbsent(identity, _ -> new ArrayList<>()).add(row);
    }
    var all = new ArrayList<TimeSeries>();
    bySeries.forEach((identity, rows) -> {
      rows.sort(Comparator.comparingLong(batch::time));
      var metadata = protocol == Protocol.ONE ? Metadata.NONE : metadata(identity.series, shipment);
      for (var run : runs(batch, rows)) {
        all.add(
            new TimeSeries(
                labels(identity.series),
                samples(batch, run),
                exemplars(batch, run),
                histograms(batch, run),
                metadata));
      }
    });
    return all;
  }

  private static List<List<Integer>> runs(Batch batch, List<Integer> rows) {
    var all = new ArrayList<List<Integer>>();
    for (int row : rows) {
      boolean turns =
          all.isEmpty() || isHistogram(batch, row) != isHistogram(batch, all.getLast().getLast());
      if (turns) {
        all.add(new ArrayList<>());
      }
      all.getLast().add(row);
    }
    return all;
  }

  private static boolean isHistogram(Batch batch, int row) {
    return !extras(batch, row, Histogram.class).isEmpty();
  }

  private static List<Sample> samples(Batch batch, List<Integer> rows) {
    return rows.stream()
        .filter(row -> !isHistogram(batch, row))
        .map(row -> new Sample(Double.doubleToRawLongBits(batch.value(row)), batch.time(row)))
        .toList();
  }

  private static List<Reference.Exemplar> exemplars(Batch batch, List<Integer> rows) {
    return rows.stream()
        .flatMap(row -> extras(batch, row, Exemplar.class).stream())
        .sorted(Comparator.comparingLong(Exemplar::timeMillis))
        .map(each -> {
          var labels = new ArrayList<Label>();
          each.labels()
              .forEachUtf8((bytes, nameFrom, nameTo, valueFrom, valueTo) ->
                  labels.add(
                      new Label(
                          new String(bytes, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8),
                          new String(
                              bytes, valueFrom, valueTo - valueFrom, StandardCharsets.UTF_8))));
          long bits = Double.doubleToRawLongBits(each.value());
          return new Reference.Exemplar(labels, bits, each.timeMillis());
        })
        .toList();
  }

  private static List<Reference.Histogram> histograms(Batch batch, List<Integer> rows) {
    var all = new ArrayList<Reference.Histogram>();
    for (int row : rows) {
      for (var each : extras(batch, row, Histogram.class)) {
        all.add(new Reference.Histogram(each, batch.time(row)));
      }
    }
    return all;
  }

  private static <T> List<T> extras(Batch batch, int row, Class<T> kind) {
    return IntStream.range(batch.firstExtra(row), batch.firstExtra(row + 1))
        .mapToObj(batch::extra)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static final class Identity {
    private final Series series;

    Identity(Series series) {
      this.series = series;
    }
  }

  private static List<Label> labels(Series series) {
    var labels = new ArrayList<Label>();
    series.labels().forEach((name, value) -> labels.add(new Label(name, value)));
    labels.removeIf(label -> label.name().equals("__name__"));
    labels.add(new Label("__name__", utf8(series.name())));
    labels.sort((left, right) ->
        Arrays.compareUnsigned(
            left.name().getBytes(StandardCharsets.UTF_8),
            right.name().getBytes(StandardCharsets.UTF_8)));
    return labels;
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static Metadata metadata(Series series, Shipment shipment) {
    Family family = family(series.name(), shipment);
    return family == null
        ? Metadata.NONE
        : new Metadata(
            List.of(
                    Kind.UNKNOWN,
                    Kind.COUNTER,
                    Kind.GAUGE,
                    Kind.HISTOGRAM,
                    Kind.GAUGE_HISTOGRAM,
                    Kind.SUMMARY,
                    Kind.INFO,
                    Kind.STATE_SET)
                .indexOf(family.kind()),
            utf8(family.help()),
            family.unit());
  }

  private static @Nullable Family family(String name, Shipment shipment) {
    Family own = shipment.families().apply(name);
    int cut = name.lastIndexOf('_');
    if (own != null || cut <= 0) {
      return own;
    }
    Family whole = shipment.families().apply(name.substring(0, cut));
    var parts =
        Map.of(
            Kind.HISTOGRAM, List.of("_bucket", "_sum", "_count"),
            Kind.SUMMARY, List.of("_sum", "_count"),
            Kind.GAUGE_HISTOGRAM, List.of("_bucket", "_gsum", "_gcount"));
    return whole != null
            && parts.getOrDefault(whole.kind(), List.of()).contains(name.substring(cut))
        ? whole
        : null;
  }
}
