package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.client.SinkConfig;
import dev.sonde.client.TestHub;
import dev.sonde.testkit.RecordedPush;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program seen through this exporter has the series that it has through OTLP.
@Timeout(600)
class SameSeriesTest {
  private final TestHub hub = TestHub.open();
  private final SteppedClock clock = SteppedClock.before(Duration.ofHours(1));
  @TempDir private Path folder;
  private BothWays both;

  SameSeriesTest() throws IOException {}

  @BeforeEach
  void open() throws IOException {
    both = new BothWays(SondeMetricExporter.open(SinkConfig.inFolder(hub.url(), folder)));
  }

  @AfterEach
  void close() throws InterruptedException {
    both.shutdown().join(1, TimeUnit.MINUTES);
    TestHub.awaitLetGo();
    hub.close();
  }

  @Test
  void program_isTheSame_collectionAfterCollection() throws Exception {
    try (SdkMeterProvider provider = provider()) {
      Meter meter = meter(provider);
      var round = new AtomicInteger();
      instruments(meter, round);
      for (int i = 0; i < 4; i++) {
        round.set(i);
        clock.step(Duration.ofSeconds(10));
        measure(meter, i);
        assertThat(provider.forceFlush().join(1, TimeUnit.MINUTES).isSuccess()).isTrue();
      }
    }
    assertSame();
    assertThat(both.rejected()).isZero();
  }

  @Test
  void program_hasTheseSeries() throws Exception {
    long at = clock.millis();
    try (SdkMeterProvider provider = provider()) {
      Meter meter = provider.get("carts");
      meter
          .counterBuilder("orders")
          .build()
          .add(3, Attributes.of(AttributeKey.stringKey("a.b"), "c"));
      meter
          .histogramBuilder("http.server.duration")
          .setUnit("s")
          .setDescription("How long.")
          .build()
          .record(0.3);
      provider.forceFlush().join(1, TimeUnit.MINUTES);
    }
    hub.await(20);
    String who = "instance=\"7\",job=\"eu/shop\",";
    String scope = "otel_scope_name=\"carts\"";
    assertThat(hub.taken())
        .contains(
            "orders_total{a_b=\"c\"," + who + scope + "} 3.0 @" + at,
            "http_server_duration_seconds_bucket{" + who + "le=\"0.0\"," + scope + "} 0.0 @" + at,
            "http_server_duration_seconds_bucket{" + who + "le=\"5.0\"," + scope + "} 1.0 @" + at,
            "http_server_duration_seconds_bucket{" + who + "le=\"+Inf\"," + scope + "} 1.0 @" + at,
            "http_server_duration_seconds_count{" + who + scope + "} 1.0 @" + at,
            "http_server_duration_seconds_sum{" + who + scope + "} 0.3 @" + at,
            "target_info{host_name=\"box\"," + who + "process_pid=\"4711\"} 1.0 @" + at);
    assertThat(hub.families())
        .containsEntry("orders_total", new Family("orders_total", Kind.COUNTER, "", ""))
        .containsEntry(
            "http_server_duration_seconds_sum",
            new Family("http_server_duration_seconds_sum", Kind.HISTOGRAM, "seconds", "How long."));
  }

  @Test
  void dataOfAllKinds_isTheSame_soundOrNot() throws Exception {
    for (long seed = 1; seed <= 5; seed++) {
      var metrics = new RandomMetrics(seed, clock.millis());
      for (int i = 0; i < 60; i++) {
        List<MetricData> next = metrics.next();
        int before = both.rejected();
        boolean whole = both.export(next).join(1, TimeUnit.MINUTES).isSuccess();
        assertThat(whole).isEqualTo(both.rejected() == before);
      }
    }
    assertThat(both.rejected()).isPositive();
    assertSame();
  }

  private void assertSame() throws InterruptedException {
    hub.await(both.taken().size());
    assertThat(counted(hub.rows())).isEqualTo(counted(both.taken()));
    var families = new HashMap<>(both.families());
    families
        .keySet()
        .retainAll(Set.copyOf(hub.rows().stream().map(RecordedPush.Taken::name).toList()));
    assertThat(hub.families()).containsAllEntriesOf(families);
    assertThat(both.taken()).hasSizeGreaterThan(50);
  }

  private static Map<RecordedPush.Taken, Long> counted(List<RecordedPush.Taken> rows) {
    return rows.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private SdkMeterProvider provider() {
    return SdkMeterProvider.builder()
        .setClock(clock)
        .setResource(
            Resource.create(
                Attributes.builder()
                    .put("service.name", "shop")
                    .put("service.namespace", "eu")
                    .put("service.instance.id", "7")
                    .put("host.name", "box")
                    .put("process.pid", 4711)
                    .build()))
        .registerView(
            InstrumentSelector.builder().setName("sizes").build(),
            View.builder()
                .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                .setAttributeFilter(Set.of("kept"))
                .build())
        .registerMetricReader(
            PeriodicMetricReader.builder(both).setInterval(Duration.ofDays(1)).build())
        .build();
  }

  private static Meter meter(SdkMeterProvider provider) {
    return provider
        .meterBuilder("carts")
        .setInstrumentationVersion("2.1")
        .setSchemaUrl("https://opentelemetry.io/schemas/1.24.0")
        .build();
  }

  /// Asynchronous ones, one of whose points goes and others come.
  private static void instruments(Meter meter, AtomicInteger round) {
    meter
        .gaugeBuilder("memory.utilization")
        .setUnit("1")
        .buildWithCallback(gauge -> gauge.record(0.25 * round.get()));
    meter
        .gaugeBuilder("queue.length")
        .ofLongs()
        .buildWithCallback(gauge ->
            gauge.record(7, Attributes.of(AttributeKey.longKey("round"), (long) round.get() / 2)));
    meter
        .counterBuilder("bytes.read")
        .setUnit("By")
        .buildWithCallback(counter -> counter.record(1_000L * round.get()));
    meter
        .upDownCounterBuilder("carts.open")
        .setUnit("{carts}")
        .ofDoubles()
        .buildWithCallback(counter -> counter.record(-1.5 * round.get()));
  }

  private static void measure(Meter meter, int round) {
    Attributes kept = Attributes.of(AttributeKey.stringKey("kept"), "x");
    Attributes more = kept.toBuilder().put("left.out", round).build();
    try (Scope _ = Span.wrap(span()).makeCurrent()) {
      meter.counterBuilder("orders").build().add(round, more);
      meter.counterBuilder("money").setUnit("EUR").ofDoubles().build().add(1.25);
      meter.upDownCounterBuilder("visitors").build().add(-round);
      meter.histogramBuilder("latency").setUnit("ms").build().record(12.5 * round, more);
      meter
          .histogramBuilder("sizes")
          .ofLongs()
          .setUnit("By")
          .build()
          .record(round * 1_000L + 1, more);
    }
  }

  private static SpanContext span() {
    return SpanContext.create(
        "0af7651916cd43dd8448eb211c80319c",
        "b7ad6b7169203331",
        TraceFlags.getSampled(),
        TraceState.getDefault());
  }
}
