package dev.sonde.client.opentelemetry;

import dev.sonde.api.Time;
import dev.sonde.client.MetricsSink;
import dev.sonde.client.Receipt;
import dev.sonde.client.SinkConfig;
import dev.sonde.client.SinkStatus;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/// Exports the metrics of OpenTelemetry's SDK to a journal on disk, which brings them to a hub,
/// each sample exactly once: after an outage of the hub, after a crash of this process.
///
/// ```
/// var config = SinkConfig.inFolder("http://hub:9100", Path.of("/var/lib/shop/metrics"));
/// var exporter = SondeMetricExporter.open(config);
/// var provider =
///     SdkMeterProvider.builder()
///         .registerMetricReader(PeriodicMetricReader.create(exporter))
///         .build();
/// ```
///
/// Series have the names and labels that the hub's receiver for OTLP would give them.
///
/// # What the results mean
///
/// [#export] succeeds when the journal has all of it. It fails when something was refused, and the
/// log says what and why; the SDK does not repeat an export, but sums and histograms are totals, so
/// the next one makes up for it. When the disk takes longer than the caller is to be kept, what was
/// taken goes on without it, and the result comes when the disk has answered.
///
/// # Threads
///
/// All methods may be called from any thread; exports come one after the other. [#export] keeps its
/// caller no longer than the configuration's patience, after those that came before it. Each result
/// that comes later has a virtual thread until then; [MetricsSink] says what others there are.
public final class SondeMetricExporter implements MetricExporter {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final MetricsSink sink;
  private final SinkConfig config;
  private final Time time;
  private final DefaultAggregationSelector aggregation;
  private final boolean durable;
  private final KnownMetrics known;
  private final Deltas deltas = new Deltas();
  private final Complaints complaints;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final CompletableResultCode end = new CompletableResultCode();

  SondeMetricExporter(
      MetricsSink sink, SinkConfig config, DefaultAggregationSelector aggregation, Time time) {
    this.sink = sink;
    this.config = config;
    this.time = time;
    this.aggregation = aggregation;
    durable = sink.status().durable();
    known = new KnownMetrics(sink);
    complaints = new Complaints(time);
  }

  /// Opens the journal and begins to deliver; does not wait for the hub.
  ///
  /// @throws IOException when the folder can't be used
  /// @throws IllegalArgumentException when the key could not stand in a header
  public static SondeMetricExporter open(SinkConfig config) throws IOException {
    return builder(config).build();
  }

  /// For one with other than the usual aggregations.
  public static SondeMetricExporterBuilder builder(SinkConfig config) {
    return new SondeMetricExporterBuilder(config);
  }

  /// Totals, whatever the instrument: what is lost with one sample the next one has.
  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType instrument) {
    return AggregationTemporality.CUMULATIVE;
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType instrument) {
    return aggregation.getDefaultAggregation(instrument);
  }

  /// The SDK may use its data again as soon as [#export] has returned.
  @Override
  public MemoryMode getMemoryMode() {
    return MemoryMode.REUSABLE_DATA;
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    var problems = new Problems();
    return switch (taken(metrics, problems)) {
      case Receipt.Refused _ -> CompletableResultCode.ofFailure();
      case Receipt.InMemory _ when durable -> whenSafe(problems.isEmpty());
      case Receipt.InMemory _, Receipt.Durable _ ->
          problems.isEmpty()
              ? CompletableResultCode.ofSuccess()
              : CompletableResultCode.ofFailure();
    };
  }

  private synchronized Receipt taken(Collection<MetricData> metrics, Problems problems) {
    var parts = new Parts(sink, time, config.patience());
    Receipt receipt = new Export(known, deltas, parts, problems).take(metrics);
    deltas.settle();
    if (receipt instanceof Receipt.Refused(var _, var why, var _)) {
      complaints.say("metrics are refused: " + why);
    }
    if (!problems.isEmpty()) {
      complaints.say(problems.toString());
    }
    return receipt;
  }

  /// @param good is it a success when the journal has it?
  private CompletableResultCode whenSafe(boolean good) {
    var result = new CompletableResultCode();
    Thread.ofVirtual()
        .name("sonde-exporter")
        .start(() -> {
          if (sink.flush(LONGEST) && good) {
            result.succeed();
          } else {
            result.fail();
          }
        });
    return result;
  }

  /// Succeeds when the journal has all that was exported; fails when it does not have it after ten
  /// minutes.
  @Override
  public CompletableResultCode flush() {
    return whenSafe(true);
  }

  /// Brings to the hub what can be brought in the time that the configuration gives for closing,
  /// and lets go of the folder. Succeeds when nothing that was taken is lost: what the hub does not
  /// have yet goes on at the next start. Returns at once.
  @Override
  public CompletableResultCode shutdown() {
    if (ended.compareAndSet(false, true)) {
      Thread.ofPlatform().daemon().name("sonde-exporter-close").start(this::end);
    }
    return end;
  }

  private void end() {
    try {
      if (sink.close(config.closeWithin()).lost() == 0) {
        end.succeed();
      }
    } finally {
      end.fail(); // which changes nothing when it has succeeded
    }
  }

  /// How it is doing: what waits, what arrived, what was refused. Waits for nothing.
  public SinkStatus status() {
    return sink.status();
  }
}
