package dev.sonde.wire.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.sonde.api.Batch;
import dev.sonde.api.BatchId;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Stale;
import dev.sonde.testkit.RecordedPush;
import dev.sonde.wire.BodyException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemoteWriteReaderTest {
  private static final long NOW = 1_790_000_000_000L;

  @ParameterizedTest
  @EnumSource
  void whatTheEncoderWrites_isReadAsItWas(Protocol protocol) throws BodyException {
    var reader = reader(protocol);
    int samples = 0;
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Plain())) {
      for (int seed = 0; seed < 300; seed++) {
        var shipment = RandomShipments.sound(seed).next();
        byte[] request = Plain.bytes(encoder.encode(shipment).body());
        var push = new RecordedPush(NOW);
        WriteReport report = reader.read(request, request.length, push);
        assertThat(bySeries(push)).as("seed %d", seed).isEqualTo(bySeries(shipment.batch()));
        assertThat(report.samples() + report.histograms()).isEqualTo(shipment.batch().size());
        assertThat(report.exemplars()).isEqualTo(exemplars(shipment.batch()));
        assertThat(report.refused()).isZero();
        assertThat(report.problem()).isEmpty();
        samples += report.samples();
      }
    }
    assertThat(samples).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @EnumSource
  void staleMarkersAndOtherNans_keepTheirBits(Protocol protocol) throws BodyException {
    var batch = new Batch();
    var series = new Series("up", Labels.NONE, 0);
    batch.add(series, NOW, Stale.marker());
    batch.add(series, NOW + 1, Double.longBitsToDouble(0xfff0_0000_0000_0001L));
    var push = new RecordedPush(NOW);
    byte[] request = encoded(protocol, batch, Map.of());
    reader(protocol).read(request, request.length, push);
    assertThat(push.lines())
        .containsExactly(
            "up 7ff0000000000002 @1790000000000", "up fff0000000000001 @1790000000001");
  }

  @Test
  void metadataOfTwo_isSaidOfNewSeries() throws BodyException {
    var batch = new Batch();
    batch.add(new Series("x_total", Labels.NONE, 0), NOW, 1);
    batch.add(new Series("h_bucket", Labels.of("le", "1"), 1), NOW, 1);
    var counter = new Family("x_total", Kind.COUNTER, "", "Xs.");
    var histogram = new Family("h", Kind.HISTOGRAM, "seconds", "How long.");
    byte[] request = encoded(Protocol.TWO, batch, Map.of("x_total", counter, "h", histogram));
    var push = new RecordedPush(NOW);
    reader(Protocol.TWO).read(request, request.length, push);
    assertThat(push.families().values())
        .containsExactlyInAnyOrder(
            counter, new Family("h_bucket", Kind.HISTOGRAM, "seconds", "How long."));
  }

  @Test
  void metadataOfOne_isSaidOfAllPartsOfAHistogram() throws BodyException {
    var request = new Bytes();
    request.message(
        3, metadata -> metadata.number(1, 3).text(2, "h").text(4, "How long.").text(5, "seconds"));
    var push = new RecordedPush(NOW);
    reader(Protocol.ONE).read(request.bytes(), request.bytes().length, push);
    assertThat(push.families())
        .containsOnlyKeys("h", "h_bucket", "h_sum", "h_count")
        .containsValue(new Family("h_count", Kind.HISTOGRAM, "seconds", "How long."));
  }

  @Test
  void fieldsInAnyOrder_areRead() throws BodyException {
    var request = new Bytes();
    request.message(
        5,
        series ->
            series
                .message(4, each -> each.packed(1, 5, 6).real(2, 9).number(3, NOW))
                .message(2, sample -> sample.number(2, NOW).real(1, 4))
                .message(5, metadata -> metadata.number(1, 2).number(3, 4))
                .message(99, unknown -> unknown.text(1, "x"))
                .packed(1, 1, 2, 3, 4));
    for (String each : List.of("", "__name__", "up", "job", "shop", "trace_id", "abc")) {
      request.text(4, each);
    }
    var push = new RecordedPush(NOW);
    WriteReport report = reader(Protocol.TWO).read(request.bytes(), request.bytes().length, push);
    assertThat(push.lines()).hasSize(1);
    assertThat(push.lines().getFirst()).startsWith("up{job=\"shop\"} 4.0 @1790000000000");
    assertThat(push.taken().getFirst().extras())
        .containsExactly(new Exemplar(Labels.of("trace_id", "abc"), 9, NOW));
    assertThat(push.families()).containsEntry("up", new Family("up", Kind.GAUGE, "", "shop"));
    assertThat(report).isEqualTo(new WriteReport(1, 0, 1, 0, 0, ""));
  }

  @Test
  void exemplarsBehindAllSamples_asPrometheusSendsThem_reachTheirs() throws BodyException {
    var request = new Bytes();
    for (String name : List.of("a_total", "b_total")) {
      request.message(1, series -> label(series, name).message(2, this::sample));
    }
    request.message(1, series -> label(series, "a_total").message(3, each -> exemplar(each, "1")));
    request.message(1, series -> label(series, "c_total").message(3, each -> exemplar(each, "2")));
    var push = new RecordedPush(NOW);
    WriteReport report = reader(Protocol.ONE).read(request.bytes(), request.bytes().length, push);
    assertThat(push.taken().getFirst().extras())
        .containsExactly(new Exemplar(Labels.of("trace_id", "1"), 1, NOW));
    assertThat(push.taken().getLast().extras()).isEmpty();
    assertThat(report)
        .isEqualTo(
            new WriteReport(2, 0, 1, 1, 0, "an exemplar's series has no sample in this request"));
  }

  @Test
  void unsoundSeries_isRefused_andTheRestIsTaken() throws BodyException {
    refuseOne("there is no metric name", series -> pair(series, "a", "b"));
    refuseOne("there is no metric name", series -> label(series, ""));
    refuseOne("a label is given twice", series -> label(pair(label(series, "x"), "a", "b"), "y"));
    refuseOne(
        "a label is given twice", series -> pair(pair(label(series, "x"), "a", "1"), "a", "2"));
    refuseOne("a label has no name", series -> pair(label(series, "x"), "", "1"));
    refuseOne(
        "a name or a value is not UTF-8",
        series -> label(series, "x").message(1, l -> l.text(1, "a").raw(2, (byte) 0xff)));
    refuseOne(
        "a name or a value is not UTF-8",
        series -> series.message(1, l -> l.text(1, "__name__").raw(2, (byte) 0xc3)));
    refuseOne(
        "there are more than 128 labels",
        series -> {
          label(series, "x");
          for (int i = 0; i < 128; i++) {
            pair(series, "l" + i, "v");
          }
          return series;
        });
    refuseOne(
        "its labels are longer than 65536 bytes",
        series -> pair(label(series, "x"), "a", "v".repeat(65_536)));
  }

  @Test
  void referencesThatLeadNowhere_refuseTheirSeries() throws BodyException {
    refuseReferences("there is no symbol 3, only 3", 1, 3);
    refuseReferences("there is no symbol 18446744073709551615, only 3", -1, 2);
    refuseReferences("there is no symbol 9223372036854775807, only 3", 1, Long.MAX_VALUE);
    refuseReferences("labels_refs has an odd number of references", 1, 2, 0);
  }

  @Test
  void unsoundHistogram_isRefused_andTheRestIsTaken() throws BodyException {
    var request = new Bytes();
    request.message(
        1,
        series ->
            label(series, "h")
                .message(4, h -> h.number(1, 3).packed(12, 4).number(15, NOW))
                .message(
                    4,
                    h ->
                        h.number(1, 3)
                            .message(11, span -> span.number(2, 1))
                            .packed(12, 4)
                            .number(15, NOW))
                .message(
                    4,
                    h ->
                        h.number(1, 2)
                            .message(11, span -> span.number(2, 1))
                            .packed(12, 4)
                            .number(15, NOW)));
    var push = new RecordedPush(NOW);
    WriteReport report = reader(Protocol.ONE).read(request.bytes(), request.bytes().length, push);
    assertThat(report)
        .isEqualTo(
            new WriteReport(
                0,
                1,
                0,
                2,
                0,
                "time series 1 (h): a histogram's spans have fewer buckets than it has counts"));
    assertThat(push.refused()).isEqualTo(Map.of("histogram", 2));
    assertThat(push.taken().getFirst().value()).isEqualTo(2);
  }

  @Test
  void staleHistogram_becomesAStaleMarker() throws BodyException {
    var request = new Bytes();
    request.message(
        1, series -> label(series, "h").message(4, h -> h.real(3, Stale.marker()).number(15, NOW)));
    var push = new RecordedPush(NOW);
    reader(Protocol.ONE).read(request.bytes(), request.bytes().length, push);
    assertThat(push.lines()).containsExactly("h 7ff0000000000002 @1790000000000");
  }

  @Test
  void whatThePushDoesNotWant_isCounted_andNotRefused() throws BodyException {
    var request = new Bytes();
    request.message(1, series -> label(series, "up").message(2, this::sample));
    request.message(
        1, series -> label(series, "no").message(2, this::sample).message(3, e -> exemplar(e, "")));
    var push = new RecordedPush(NOW, name -> !name.equals("no"));
    assertThat(reader(Protocol.ONE).read(request.bytes(), request.bytes().length, push))
        .isEqualTo(new WriteReport(1, 0, 0, 1, 1, ""));
  }

  @Test
  void whatIsNoRequest_isRefusedAsAWhole() {
    refuseAll("a length of 120 bytes", "zxno protobuf at all".getBytes(StandardCharsets.UTF_8));
    refuseAll("a group", new byte[] {11});
    refuseAll("the number 0", new byte[] {2});
    refuseAll("a length is longer", bytes(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01));
    refuseAll("more than ten bytes", filled(0xff, 10, 0x0a));
    refuseAll("longer than 64 bits", filled(0xff, 9, 0x0a));
    refuseAll("a tag is longer", filled(0xff, 9, 0x01));
    refuseAll("more than ten bytes", bytes(0x30, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1));
    refuseAll("wire type 0", bytes(0x08, 0x01));
  }

  @Test
  void limits_refuseAsAWhole() {
    var limits = new WriteLimits(2, 3, 10, 5, 100, 4);
    var series = new Bytes();
    var samples = new Bytes();
    var symbols = new Bytes();
    for (int i = 0; i < 3; i++) {
      series.message(1, each -> label(each, "x"));
    }
    samples.message(
        1,
        each -> {
          label(each, "x");
          for (int i = 0; i < 4; i++) {
            each.message(2, this::sample);
          }
          return each;
        });
    for (int i = 0; i < 5; i++) {
      symbols.text(4, "s");
    }
    refuseAll("more than 2 time series", series, Protocol.ONE, limits);
    refuseAll("more than 3 samples", samples, Protocol.ONE, limits);
    refuseAll("more than 4 symbols", symbols, Protocol.TWO, limits);
    var buckets = new Bytes();
    buckets.message(
        1,
        each ->
            label(each, "x")
                .message(
                    4, h -> h.message(11, span -> span.number(2, 11)).packed(12, new long[11])));
    refuseAll("more than 10 buckets", buckets, Protocol.ONE, limits);
  }

  @ParameterizedTest
  @EnumSource
  void knownSeries_costNoObject(Protocol protocol) throws BodyException {
    var batch = new Batch();
    for (int i = 0; i < 1_000; i++) {
      var labels = Labels.of("job", "shop", "instance", "host-" + i, "zone", "b");
      batch.add(new Series("up", labels, i), NOW, i);
    }
    byte[] request = encoded(protocol, batch, Map.of("up", Family.gauge("up", "", "Up.")));
    var reader = reader(protocol);
    var push = new CountingPush();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 20; i++) {
      reader.read(request, request.length, push);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    reader.read(request, request.length, push);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2_000);
    assertThat(push.size()).isEqualTo(21_000);
  }

  private void refuseOne(String why, Bytes.Part labels) throws BodyException {
    var request = new Bytes();
    request.message(1, series -> label(series, "up").message(2, this::sample));
    request.message(
        1, series -> labels.write(series).message(2, this::sample).message(2, this::sample));
    request.message(1, series -> label(series, "down").message(2, this::sample));
    check(Protocol.ONE, request, why);
  }

  private void refuseReferences(String why, long... references) throws BodyException {
    var request = new Bytes();
    request.text(4, "").text(4, "__name__").text(4, "up");
    request.message(5, series -> series.packed(1, 1, 2).message(2, this::sample));
    request.message(
        5,
        series -> series.packed(1, references).message(2, this::sample).message(2, this::sample));
    request.message(5, series -> series.packed(1, 1, 2).message(2, this::sample));
    check(Protocol.TWO, request, why);
  }

  private static void check(Protocol protocol, Bytes request, String why) throws BodyException {
    var push = new RecordedPush(NOW);
    WriteReport report = reader(protocol).read(request.bytes(), request.bytes().length, push);
    assertThat(report.problem()).startsWith("time series 2 (").endsWith("): " + why);
    assertThat(report.samples()).isEqualTo(2);
    assertThat(report.refused()).isEqualTo(2);
    assertThat(push.refused()).isEqualTo(Map.of("malformed", 2));
  }

  private static void refuseAll(String why, byte[] request) {
    assertThatThrownBy(
            () -> reader(Protocol.ONE).read(request, request.length, new RecordedPush(NOW)))
        .isInstanceOf(BodyException.class)
        .hasMessageContaining(why);
  }

  private static void refuseAll(String why, Bytes request, Protocol of, WriteLimits limits) {
    assertThatThrownBy(() ->
            new RemoteWriteReader(of, 1, limits)
                .read(request.bytes(), request.bytes().length, new RecordedPush(NOW)))
        .isInstanceOf(BodyException.class)
        .hasMessageContaining(why);
  }

  private static byte[] bytes(int... octets) {
    var bytes = new byte[octets.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) octets[i];
    }
    return bytes;
  }

  private static byte[] filled(int octet, int count, int last) {
    var bytes = new byte[count + 1];
    Arrays.fill(bytes, (byte) octet);
    bytes[count] = (byte) last;
    return bytes;
  }

  private static RemoteWriteReader reader(Protocol protocol) {
    return new RemoteWriteReader(protocol, 1, WriteLimits.USUAL);
  }

  private static Bytes label(Bytes series, String name) {
    return pair(series, "__name__", name);
  }

  private static Bytes pair(Bytes series, String name, String value) {
    return series.message(1, label -> label.text(1, name).text(2, value));
  }

  private Bytes sample(Bytes sample) {
    return sample.real(1, 1).number(2, NOW);
  }

  private static Bytes exemplar(Bytes exemplar, String trace) {
    return pair(exemplar, "trace_id", trace).real(2, 1).number(3, NOW);
  }

  private static byte[] encoded(Protocol protocol, Batch batch, Map<String, Family> families) {
    try (var encoder = new RemoteWriteEncoder(protocol, true, new Plain())) {
      var id = new BatchId(new UUID(1, 2), 3, 0, batch.size());
      return Plain.bytes(encoder.encode(RandomShipments.shipment(id, batch, families)).body());
    }
  }

  /// Samples and histograms by series in the order of their times, and exemplars as they come.
  private static Map<String, List<String>> bySeries(RecordedPush push) {
    var all = new TreeMap<String, List<String>>();
    for (var each : push.taken()) {
      add(all, each.series(), each.timeMillis(), each.value(), each.extras());
    }
    return sorted(all);
  }

  private static Map<String, List<String>> bySeries(Batch batch) {
    var extras = new HashMap<Integer, List<Extra>>();
    for (int i = 0; i < batch.extras(); i++) {
      extras.computeIfAbsent(batch.extraRow(i), _ -> new ArrayList<>()).add(batch.extra(i));
    }
    var all = new TreeMap<String, List<String>>();
    for (int row = 0; row < batch.size(); row++) {
      var of = batch.series(row);
      var own = extras.getOrDefault(row, List.of());
      add(all, of.name() + of.labels(), batch.time(row), batch.value(row), own);
    }
    return sorted(all);
  }

  private static void add(
      Map<String, List<String>> all, String series, long time, double value, List<Extra> extras) {
    var lines = all.computeIfAbsent(series, _ -> new ArrayList<>());
    var whole = extras.stream().filter(Histogram.class::isInstance).findFirst();
    String number =
        whole
            .map(RemoteWriteReaderTest::shown)
            .orElse(Long.toHexString(Double.doubleToRawLongBits(value)));
    lines.add(time + " " + number);
    extras.stream()
        .filter(Exemplar.class::isInstance)
        .forEach(each -> lines.add("exemplar " + shown((Exemplar) each)));
  }

  private static String shown(Extra of) {
    var h = (Histogram) of;
    return h + " " + h.shape() + side(h.positive()) + side(h.negative()) + h.zeroCount();
  }

  private static String side(Histogram.Side side) {
    var text = new StringBuilder();
    for (int row = 0; row < side.rows(); row++) {
      text.append(side.gap(row)).append('+').append(side.length(row)).append(' ');
    }
    for (int i = 0; i < side.size(); i++) {
      text.append(side.count(i)).append(' ');
    }
    return text.toString();
  }

  private static String shown(Exemplar of) {
    long bits = Double.doubleToRawLongBits(of.value());
    return of.labels() + " " + Long.toHexString(bits) + " " + of.timeMillis();
  }

  private static Map<String, List<String>> sorted(Map<String, List<String>> all) {
    all.values().forEach(each -> each.sort(null));
    return all;
  }

  private static int exemplars(Batch batch) {
    int count = 0;
    for (int i = 0; i < batch.extras(); i++) {
      count += batch.extra(i) instanceof Exemplar ? 1 : 0;
    }
    return count;
  }
}
