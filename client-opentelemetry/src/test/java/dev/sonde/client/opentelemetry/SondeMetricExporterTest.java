package dev.sonde.client.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.client.Receipt;
import dev.sonde.client.SinkConfig;
import dev.sonde.client.TestHub;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The exporter and a hub, over real connections and a real disk.
@Timeout(600)
class SondeMetricExporterTest {
  private static final long NOW = System.currentTimeMillis();

  private final TestHub hub = TestHub.open();
  private final List<SondeMetricExporter> opened = new ArrayList<>();
  @TempDir private Path folder;

  SondeMetricExporterTest() throws IOException {}

  @AfterEach
  void close() throws InterruptedException {
    opened.forEach(SondeMetricExporter::close);
    TestHub.awaitLetGo();
    hub.close();
  }

  @Test
  void success_meansThatTheJournalHasIt_andItArrivesWhenTheHubIsBack() throws Exception {
    hub.down();
    SondeMetricExporter exporter = open(config());
    assertThat(succeeds(exporter, Handed.gauge(NOW, 3, 0))).isTrue();
    assertThat(exporter.status().pending()).isEqualTo(3);
    hub.up();
    assertThat(hub.await(3))
        .containsOnlyKeys(
            "load{of=\"0\"} 0.0 @" + NOW,
            "load{of=\"1\"} 1.0 @" + NOW,
            "load{of=\"2\"} 2.0 @" + NOW);
  }

  @Test
  void nothing_isASuccess() throws Exception {
    assertThat(succeeds(open(config()), List.of())).isTrue();
  }

  /// More than the sink takes at once.
  @Test
  void manyPoints_areTakenInParts_eachOnce() throws Exception {
    SondeMetricExporter exporter = open(config().withPatience(Duration.ofMinutes(1)));
    int points = 9_000;
    assertThat(succeeds(exporter, Handed.gauge(NOW, points, 1_000))).isTrue();
    hub.await(points);
    assertThat(hub.taken()).hasSize(points);
    assertThat(new HashSet<>(hub.taken())).hasSize(points);
  }

  @Test
  void whoDoesNotWait_isToldLater() throws Exception {
    SondeMetricExporter exporter = open(config().withPatience(Duration.ZERO));
    for (int i = 0; i < 20; i++) {
      assertThat(succeeds(exporter, Handed.gauge(NOW + i, 10, 0))).isTrue();
    }
    assertThat(exporter.status().inMemory()).isZero();
    assertThat(hub.await(200).values()).containsOnly(1);
  }

  @Test
  void withoutAFolder_whatIsTakenIsASuccess() throws Exception {
    SondeMetricExporter exporter = open(SinkConfig.inMemory(hub.url()));
    assertThat(succeeds(exporter, Handed.gauge(NOW, 1, 0))).isTrue();
    assertThat(hub.await(1)).hasSize(1);
  }

  @Test
  void journalThatIsFull_isAFailure_andWhatWasTakenArrives() throws Exception {
    SondeMetricExporter exporter = open(small());
    long taken = fill(exporter);
    assertThat(taken).isPositive();
    assertThat(exporter.status().refused()).containsOnlyKeys(Receipt.Reason.JOURNAL);
    hub.up();
    hub.await((int) taken);
    assertThat(hub.taken()).hasSize((int) taken).doesNotHaveDuplicates();
  }

  @Test
  void deltas_areAddedUp_alsoOneThatIsRefused_andNoneTwice() throws Exception {
    SondeMetricExporter exporter = open(small());
    assertThat(succeeds(exporter, Handed.delta(NOW - 9, NOW - 8, 3))).isTrue();
    fill(exporter);
    var refused = new ArrayList<>(Handed.gauge(NOW, 5_000, 1_000));
    refused.addAll(Handed.delta(NOW - 8, NOW - 7, 5));
    assertThat(succeeds(exporter, refused)).isFalse();
    hub.up();
    while (!succeeds(exporter, Handed.gauge(NOW - 1, 1, 0)) || exporter.status().pending() > 0) {
      Thread.onSpinWait();
    }
    assertThat(succeeds(exporter, Handed.delta(NOW - 7, NOW - 6, 7))).isTrue();
    assertThat(succeeds(exporter, Handed.delta(NOW - 7, NOW - 6, 7))).as("told again").isTrue();
    assertThat(succeeds(exporter, Handed.delta(NOW - 8, NOW - 6, 9))).as("overlaps").isFalse();
    hub.await((int) exporter.status().taken());
    assertThat(hub.taken().stream().filter(each -> each.startsWith("sold")))
        .containsExactly(
            "sold_total 3.0 @" + (NOW - 8),
            "sold_total 15.0 @" + (NOW - 6),
            "sold_total 15.0 @" + (NOW - 6));
  }

  /// @return how many samples are taken until there is no room for one more
  private long fill(SondeMetricExporter exporter) {
    hub.down();
    long millis = NOW;
    for (int points : List.of(1_000, 30, 1)) {
      while (succeeds(exporter, Handed.gauge(millis, points, 2_000))) {
        millis++;
      }
    }
    while (succeeds(exporter, Handed.gauge(millis, 1, 0))) {
      millis++;
    }
    return exporter.status().taken();
  }

  private SinkConfig small() {
    return SinkConfig.inMemory(hub.url())
        .withBytes(SinkConfig.LEAST_BYTES, 16 << 20)
        .withPatience(Duration.ofMinutes(1));
  }

  @Test
  void timeNoHubTakes_isAFailure_andTheRestArrives() throws Exception {
    var metrics = new ArrayList<>(Handed.gauge(NOW + 3_600_000, 1, 5));
    metrics.addAll(Handed.gauge(NOW, 1, 0));
    assertThat(succeeds(open(config()), metrics)).isFalse();
    assertThat(hub.await(1)).containsOnlyKeys("load{of=\"0\"} 0.0 @" + NOW);
  }

  @Test
  void pointThatCantBeRead_isAFailure_andTheRestArrives() throws Exception {
    var metrics = new ArrayList<>(Handed.gauge(NOW, 1, 0));
    metrics.addAll(Handed.broken());
    metrics.addAll(Handed.delta(NOW - 1, NOW, 3));
    assertThat(succeeds(open(config()), metrics)).isFalse();
    assertThat(hub.await(2))
        .containsOnlyKeys("load{of=\"0\"} 0.0 @" + NOW, "sold_total 3.0 @" + NOW);
  }

  @Test
  void afterShutdown_everythingFails_andWhatWaitsGoesOnAtTheNextStart() throws Exception {
    hub.down();
    SondeMetricExporter exporter = open(config().withCloseWithin(Duration.ZERO));
    assertThat(succeeds(exporter, Handed.gauge(NOW, 5, 0))).isTrue();
    assertThat(exporter.shutdown().join(1, TimeUnit.MINUTES).isSuccess()).isTrue();
    assertThat(exporter.shutdown().isDone()).isTrue();
    assertThat(succeeds(exporter, Handed.gauge(NOW, 5, 0))).isFalse();
    TestHub.awaitLetGo();
    hub.up();
    open(config());
    assertThat(hub.await(5).values()).containsOnly(1);
  }

  @Test
  void flush_succeedsWhenTheJournalHasAll() throws Exception {
    SondeMetricExporter exporter = open(config().withPatience(Duration.ZERO));
    exporter.export(Handed.gauge(NOW, 5, 0));
    assertThat(exporter.flush().join(1, TimeUnit.MINUTES).isSuccess()).isTrue();
    assertThat(exporter.status().inMemory()).isZero();
  }

  @ParameterizedTest
  @EnumSource(InstrumentType.class)
  void readers_areAskedForTotals(InstrumentType instrument) throws Exception {
    SondeMetricExporter exporter = open(SinkConfig.inMemory(hub.url()));
    assertThat(exporter.getAggregationTemporality(instrument))
        .isEqualTo(AggregationTemporality.CUMULATIVE);
    assertThat(exporter.getDefaultAggregation(instrument))
        .isEqualTo(DefaultAggregationSelector.getDefault().getDefaultAggregation(instrument));
    assertThat(exporter.getMemoryMode()).isEqualTo(MemoryMode.REUSABLE_DATA);
  }

  @Test
  void aggregation_isTheBuilders() throws Exception {
    Aggregation exponential = Aggregation.base2ExponentialBucketHistogram();
    SondeMetricExporter exporter =
        SondeMetricExporter.builder(SinkConfig.inMemory(hub.url()))
            .setDefaultAggregationSelector(
                DefaultAggregationSelector.getDefault().with(InstrumentType.HISTOGRAM, exponential))
            .build();
    opened.add(exporter);
    assertThat(exporter.getDefaultAggregation(InstrumentType.HISTOGRAM)).isEqualTo(exponential);
    assertThat(exporter.getDefaultAggregation(InstrumentType.COUNTER)).isNotEqualTo(exponential);
  }

  private SinkConfig config() {
    return SinkConfig.inFolder(hub.url(), folder);
  }

  private SondeMetricExporter open(SinkConfig config) throws IOException {
    SondeMetricExporter exporter = SondeMetricExporter.open(config);
    opened.add(exporter);
    return exporter;
  }

  private static boolean succeeds(SondeMetricExporter exporter, List<MetricData> metrics) {
    CompletableResultCode result = exporter.export(metrics).join(1, TimeUnit.MINUTES);
    assertThat(result.isDone()).isTrue();
    return result.isSuccess();
  }
}
