package dev.sonde.wire.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.sonde.api.Exemplar;
import dev.sonde.api.Family;
import dev.sonde.api.Histogram;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.testkit.KeptNotes;
import dev.sonde.testkit.RecordedPush;
import dev.sonde.wire.BodyException;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpReaderTest {
  private static final long NOW = 1_790_000_000_000L;
  private static final String STALE = "7ff0000000000002";

  private final KeptNotes notes = new KeptNotes(100_000);
  private NotedTotals totals = new NotedTotals("test", notes);
  private final OtlpReader reader = new OtlpReader(OtlpLimits.USUAL);
  private RecordedPush push = new RecordedPush(NOW);

  @Test
  void resourceAndScope_becomeLabels_andTargetInfo() throws BodyException {
    var request =
        Requests.request(
            Requests.resource(
                "service.name", "shop",
                "service.namespace", "eu",
                "service.instance.id", "i-1",
                "host.name", "h1",
                "0.zone", "z"),
            Requests.scope("io.shop", "1.2", "team", "a"),
            Requests.gauge("queue.length", "{item}", Requests.number(7).build()));
    read(request.toByteArray(), OtlpForm.PROTOBUF);
    assertThat(push.lines())
        .containsExactly(
            "queue_length{instance=\"i-1\",job=\"eu/shop\",otel_scope_name=\"io.shop\","
                + "otel_scope_team=\"a\",otel_scope_version=\"1.2\"} 7.0 @1790000000000",
            "target_info{host_name=\"h1\",instance=\"i-1\",job=\"eu/shop\",key_0_zone=\"z\"}"
                + " 1.0 @1790000000000");
    assertThat(push.families())
        .containsEntry("queue_length", new Family("queue_length", Kind.GAUGE, "", "What."))
        .containsEntry(
            "target_info",
            new Family("target_info", Kind.INFO, "", "What is known of who sent these metrics."));
  }

  @Test
  void resourceWithoutAService_hasNoTargetInfo() throws BodyException {
    var request =
        Requests.request(
            Requests.resource("host.name", "h1"),
            Requests.scope("", ""),
            Requests.gauge("x", "", Requests.number(1).build()));
    read(request.toByteArray(), OtlpForm.PROTOBUF);
    assertThat(push.lines()).containsExactly("x 1.0 @1790000000000");
  }

  @Test
  void attributesOfAllTypes_becomeText_andThoseOfOneName_areJoined() throws BodyException {
    var list =
        ArrayValue.newBuilder()
            .addValues(AnyValue.newBuilder().setIntValue(1))
            .addValues(AnyValue.newBuilder().setStringValue("a\"b"))
            .addValues(AnyValue.newBuilder());
    var map =
        KeyValueList.newBuilder()
            .addValues(
                KeyValue.newBuilder()
                    .setKey("k")
                    .setValue(AnyValue.newBuilder().setBoolValue(true)));
    var point =
        Requests.number(1)
            .addAttributes(Requests.attribute("b.c", "2"))
            .addAttributes(Requests.attribute("b-c", "1"))
            .addAttributes(any("i", AnyValue.newBuilder().setIntValue(-5)))
            .addAttributes(any("d", AnyValue.newBuilder().setDoubleValue(1.5)))
            .addAttributes(any("n", AnyValue.newBuilder().setDoubleValue(Double.NaN)))
            .addAttributes(any("t", AnyValue.newBuilder().setBoolValue(false)))
            .addAttributes(any("l", AnyValue.newBuilder().setArrayValue(list)))
            .addAttributes(any("m", AnyValue.newBuilder().setKvlistValue(map)))
            .addAttributes(
                any("y", AnyValue.newBuilder().setBytesValue(ByteString.copyFrom(new byte[] {1}))))
            .addAttributes(Requests.attribute("empty", ""))
            .addAttributes(Requests.attribute("__name__", "x"));
    read(Requests.gauge("g", "", point.build()));
    assertThat(push.taken().getFirst().labels())
        .isEqualTo(
            Labels.of(
                "b_c",
                "1;2",
                "i",
                "-5",
                "d",
                "1.5",
                "n",
                "NaN",
                "t",
                "false",
                "l",
                "[1,\"a\\\"b\",null]",
                "m",
                "{\"k\":true}",
                "y",
                "AQ==",
                "key__name__",
                "x"));
  }

  @Test
  void sums_areCounters_orGauges() throws BodyException {
    var point = Requests.number(3).build();
    read(Requests.sum("http.requests", "1", true, cumulative(), point));
    read(Requests.sum("queue", "By", false, cumulative(), point));
    assertThat(push.lines())
        .containsExactly(
            "http_requests_total 3.0 @1790000000000", "queue_bytes 3.0 @1790000000000");
    assertThat(push.families().get("http_requests_total").kind()).isEqualTo(Kind.COUNTER);
    assertThat(push.families().get("queue_bytes").kind()).isEqualTo(Kind.GAUGE);
    assertThat(push.families().get("queue_bytes").unit()).isEqualTo("bytes");
  }

  @Test
  void integers_andPointsWithoutAValue() throws BodyException {
    var integer = Requests.timed().setAsInt(-9_007_199_254_740_993L).build();
    var none = Requests.timed().build();
    var report = read(Requests.gauge("g", "", integer, none));
    assertThat(push.taken()).extracting("value").containsExactly(-9_007_199_254_740_992.0);
    assertThat(report).isEqualTo(new OtlpReport(1, 0, 1, "g: a point has no value"));
    assertThat(push.refused()).isEqualTo(Map.of("malformed", 1));
  }

  @Test
  void timeThatNobodySays_isThePushsOwn() throws BodyException {
    read(Requests.gauge("g", "", NumberDataPoint.newBuilder().setAsDouble(1).build()));
    assertThat(push.lines()).containsExactly("g 1.0 @" + NOW);
  }

  @Test
  void histogram_becomesClassicBuckets() throws BodyException {
    var point =
        Requests.bucketed(new long[] {1, 2, 4}, 0.5, 1)
            .addExemplars(Requests.exemplar(0.7))
            .build();
    read(Requests.histogram("latency", "s", cumulative(), point));
    assertThat(push.lines())
        .containsExactly(
            "latency_seconds_bucket{le=\"0.5\"} 1.0 @1790000000000",
            "latency_seconds_bucket{le=\"1.0\"} 3.0 @1790000000000 " + push.taken().get(1).extras(),
            "latency_seconds_bucket{le=\"+Inf\"} 7.0 @1790000000000",
            "latency_seconds_count 7.0 @1790000000000",
            "latency_seconds_sum 9.5 @1790000000000");
    assertThat(push.taken().get(1).extras())
        .containsExactly(
            new Exemplar(Labels.of("trace_id", "0a0b", "span_id", "0c", "user_id", "u"), 0.7, NOW));
    assertThat(push.families().get("latency_seconds_bucket").kind()).isEqualTo(Kind.HISTOGRAM);
  }

  @Test
  void histogramWithoutASum_hasNone_andOneWithoutBucketsJustTheLast() throws BodyException {
    var point = Requests.bucketed(new long[0]).clearSum().setCount(3).build();
    read(Requests.histogram("h", "", cumulative(), point));
    assertThat(push.lines())
        .containsExactly("h_bucket{le=\"+Inf\"} 3.0 @1790000000000", "h_count 3.0 @1790000000000");
  }

  @Test
  void exponentialHistogram_becomesNative() throws BodyException {
    var point = Requests.exponential(0, 1, new long[] {2, 3}).setZeroCount(1).setCount(6).build();
    read(Requests.exponentialHistogram("e", "ms", cumulative(), point));
    assertThat(push.lines().getFirst()).startsWith("e_milliseconds 6.0 @1790000000000");
    assertThat(push.taken().getFirst().extras())
        .containsExactly(
            new Histogram(
                new Histogram.Shape(0, 0, false, false, false),
                6,
                9.5,
                1,
                new Histogram.Side(new int[] {2}, new int[] {2}, new double[] {2, 3}),
                Histogram.Side.NONE));
  }

  @Test
  void finerThanNativeHistogramsAre_becomesCoarser() throws BodyException {
    var point = Requests.exponential(10, -3, new long[] {1, 1, 1, 1, 1, 1, 1, 1}).build();
    read(Requests.exponentialHistogram("e", "", cumulative(), point));
    var made = (Histogram) push.taken().getFirst().extras().getFirst();
    assertThat(made.shape().schema()).isEqualTo(8);
    assertThat(made.positive())
        .isEqualTo(new Histogram.Side(new int[] {0}, new int[] {3}, new double[] {3, 4, 1}));
  }

  @Test
  void summary_becomesQuantiles() throws BodyException {
    read(Requests.summary("s", "s", 0.5, 1.25));
    assertThat(push.lines())
        .containsExactly(
            "s_seconds{quantile=\"0.5\"} 1.25 @1790000000000",
            "s_seconds_count 4.0 @1790000000000",
            "s_seconds_sum 9.5 @1790000000000");
  }

  @Test
  void pointWithoutARecordedValue_endsItsSeries() throws BodyException {
    read(Requests.gauge("g", "", Requests.timed().setFlags(1).build()));
    var bare = Requests.bucketed(new long[0], 1).clearSum().clearCount().setFlags(1).build();
    read(Requests.histogram("h", "", cumulative(), bare));
    assertThat(push.lines())
        .containsExactly(
            "g " + STALE + " @1790000000000",
            "h_bucket{le=\"1.0\"} " + STALE + " @1790000000000",
            "h_bucket{le=\"+Inf\"} " + STALE + " @1790000000000",
            "h_count " + STALE + " @1790000000000",
            "h_sum " + STALE + " @1790000000000");
  }

  @Test
  void deltas_becomeTotals_inTheOrderOfTheirTimes() throws BodyException {
    var request =
        Requests.sum(
            "d",
            "",
            true,
            AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA,
            delta(20, 30, 3),
            delta(10, 20, 2),
            delta(0, 10, 1));
    var report = read(request);
    next();
    assertThat(push.lines())
        .containsExactly(
            "d_total 1.0 @1790000000010",
            "d_total 3.0 @1790000000020",
            "d_total 6.0 @1790000000030");
    assertThat(report.rejected()).isZero();
    push = new RecordedPush(NOW);
    var again = read(request);
    assertThat(again)
        .isEqualTo(new OtlpReport(1, 0, 2, "d: it ends no later than the delta before"));
    assertThat(push.refused()).isEqualTo(Map.of("delta_late", 2));
    assertThat(push.lines()).containsExactly("d_total 6.0 @1790000000030");
  }

  @Test
  void requestThatWasNotTaken_comesAgainAsItDidFirst() throws BodyException {
    var request =
        Requests.sum(
            "d", "", true, AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA, delta(0, 10, 1));
    read(request);
    totals = new NotedTotals("test", notes);
    push = new RecordedPush(NOW);
    read(request);
    assertThat(push.lines()).containsExactly("d_total 1.0 @1790000000010");
  }

  @Test
  void deltaOfTheFuture_isRejected_andNoneThatFollowsIsLate() throws BodyException {
    var delta = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    var report = read(Requests.sum("d", "", true, delta, delta(0, 600_001, 1)));
    assertThat(report.problem()).isEqualTo("d: it ends more than ten minutes from now");
    assertThat(push.refused()).isEqualTo(Map.of("delta_ahead", 1));
    read(Requests.sum("d", "", true, delta, delta(0, 600_000, 2)));
    assertThat(push.lines()).containsExactly("d_total 2.0 @1790000600000");
  }

  @Test
  void deltaThatIsNoNumber_isRejected() throws BodyException {
    var delta = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    for (double each : List.of(Double.NaN, Double.POSITIVE_INFINITY)) {
      assertThat(read(Requests.sum("d", "", true, delta, delta(0, 10, each))).rejected())
          .isEqualTo(1);
    }
    read(Requests.sum("d", "", true, delta, delta(0, 10, 1)));
    assertThat(push.lines()).containsExactly("d_total 1.0 @1790000000010");
  }

  @Test
  void deltaHistograms_becomeTotals() throws BodyException {
    var delta = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
    for (int round = 1; round <= 2; round++) {
      var point =
          Requests.bucketed(new long[] {1, 2}, 1)
              .setTimeUnixNano((NOW + round) * 1_000_000)
              .build();
      read(Requests.histogram("h", "", delta, point));
      var exponential =
          Requests.exponential(round, 0, new long[] {4})
              .setTimeUnixNano((NOW + round) * 1_000_000)
              .build();
      read(Requests.exponentialHistogram("e", "", delta, exponential));
    }
    assertThat(push.lines().subList(5, 9))
        .containsExactly(
            "h_bucket{le=\"1.0\"} 2.0 @1790000000002",
            "h_bucket{le=\"+Inf\"} 6.0 @1790000000002",
            "h_count 6.0 @1790000000002",
            "h_sum 19.0 @1790000000002");
    var sum = (Histogram) push.taken().getLast().extras().getFirst();
    assertThat(push.taken().getLast().value()).isEqualTo(8);
    assertThat(sum.shape().schema()).isEqualTo(1);
    assertThat(sum.positive())
        .isEqualTo(new Histogram.Side(new int[] {1}, new int[] {1}, new double[] {8}));
  }

  @Test
  void unsoundPoints_areRejected_andTheRestIsTaken() throws BodyException {
    rejected(
        "h: a histogram's count is not that of its buckets",
        Requests.histogram(
            "h", "", cumulative(), Requests.bucketed(new long[] {1, 2}, 1).setCount(4).build()));
    rejected(
        "h: a histogram has as many bounds as buckets, or more",
        Requests.histogram("h", "", cumulative(), Requests.bucketed(new long[] {1}, 1).build()));
    rejected(
        "h: a histogram's bounds do not ascend",
        Requests.histogram(
            "h", "", cumulative(), Requests.bucketed(new long[] {1, 2, 3}, 1, 1).build()));
    rejected(
        "h: its aggregation temporality is neither delta nor cumulative",
        Requests.histogram(
            "h",
            "",
            AggregationTemporality.AGGREGATION_TEMPORALITY_UNSPECIFIED,
            Requests.bucketed(new long[] {1, 2}, 1).build()));
    rejected(
        "e: a histogram has scale -5, which is too coarse",
        Requests.exponentialHistogram(
            "e", "", cumulative(), Requests.exponential(-5, 0, new long[] {1}).build()));
    rejected(
        "e: a histogram has buckets beyond all numbers",
        Requests.exponentialHistogram(
            "e", "", cumulative(), Requests.exponential(0, 1 << 30, new long[] {1}).build()));
    rejected(
        "e: a histogram's count is not that of its buckets",
        Requests.exponentialHistogram(
            "e", "", cumulative(), Requests.exponential(0, 0, new long[] {1}).setCount(5).build()));
    rejected("s: a quantile is not between 0 and 1", Requests.summary("s", "", 1.5, 1));
    rejected("...: there is no metric name", Requests.gauge("...", "", Requests.number(1).build()));
    var many = Requests.number(1);
    for (int i = 0; i < 129; i++) {
      many.addAttributes(Requests.attribute("a" + i, "v"));
    }
    rejected("g: there are more than 128 labels", Requests.gauge("g", "", many.build()));
    var large = Requests.number(1).addAttributes(Requests.attribute("a", "v".repeat(1 << 16)));
    rejected("g: its labels are longer than 65536 bytes", Requests.gauge("g", "", large.build()));
  }

  @Test
  void requestsThatAreNone_areRefused() {
    refused("byte 0", "no protobuf at all".getBytes(StandardCharsets.UTF_8), OtlpForm.PROTOBUF);
    refused("a request is an object", "[]".getBytes(StandardCharsets.UTF_8), OtlpForm.JSON);
    refused("line 1", "{\"resourceMetrics\": 5}".getBytes(StandardCharsets.UTF_8), OtlpForm.JSON);
    var deep = AnyValue.newBuilder().setBoolValue(true);
    for (int i = 0; i < 40; i++) {
      deep = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(deep));
    }
    var point = Requests.number(1).addAttributes(any("deep", deep)).build();
    var request =
        Requests.request(
            Requests.resource(), Requests.scope("", ""), Requests.gauge("g", "", point));
    refused("nested deeper than 16 levels", request.toByteArray(), OtlpForm.PROTOBUF);
  }

  @Test
  void limits_refuseAsAWhole() {
    var limits = new OtlpLimits(2, 3, 5, 100, OtlpLimits.USUAL.json());
    var point = Requests.number(1).build();
    var points = Requests.gauge("g", "", point, point, point);
    var buckets =
        Requests.histogram(
            "h", "", cumulative(), Requests.bucketed(new long[] {1, 1, 1}, 1, 2).build());
    for (var metric : List.of(points, buckets)) {
      byte[] request =
          Requests.request(Requests.resource(), Requests.scope("", ""), metric).toByteArray();
      assertThatThrownBy(() ->
              new OtlpReader(limits).read(request, request.length, OtlpForm.PROTOBUF, push, totals))
          .isInstanceOf(BodyException.class)
          .hasMessageContaining("there are more than");
    }
  }

  private void rejected(String why, Metric metric) throws BodyException {
    push = new RecordedPush(NOW);
    var request =
        Requests.request(
            Requests.resource(),
            Requests.scope("", ""),
            Requests.gauge("before", "", Requests.number(1).build()),
            metric,
            Requests.gauge("after", "", Requests.number(1).build()));
    assertThat(read(request.toByteArray(), OtlpForm.PROTOBUF))
        .isEqualTo(new OtlpReport(2, 0, 1, why));
    assertThat(push.taken()).extracting("name").containsExactly("before", "after");
  }

  private void refused(String why, byte[] request, OtlpForm form) {
    assertThatThrownBy(() -> read(request, form))
        .isInstanceOf(BodyException.class)
        .hasMessageContaining(why);
  }

  private OtlpReport read(Metric metric) throws BodyException {
    var request = Requests.request(Requests.resource(), Requests.scope("", ""), metric);
    return read(request.toByteArray(), OtlpForm.PROTOBUF);
  }

  private OtlpReport read(byte[] request, OtlpForm form) throws BodyException {
    return reader.read(request, request.length, form, push, totals);
  }

  /// The push is safe, and another request comes.
  private void next() {
    totals.note(push::note);
    notes.keep(push);
    totals = new NotedTotals("test", notes);
  }

  private static NumberDataPoint delta(long from, long to, double by) {
    return NumberDataPoint.newBuilder()
        .setStartTimeUnixNano((NOW + from) * 1_000_000)
        .setTimeUnixNano((NOW + to) * 1_000_000)
        .setAsDouble(by)
        .build();
  }

  private static KeyValue any(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  private static AggregationTemporality cumulative() {
    return AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
  }
}
