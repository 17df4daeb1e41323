package dev.sonde.client;

import dev.sonde.wire.pushed.PushedJson;
import dev.sonde.wire.pushed.PushedReport;
import dev.sonde.wire.pushed.PushedRules;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Sends document 002's metrics to a hub: over a web socket where one can be had, else over HTTP,
/// and over a web socket again when that comes back.
///
/// ```
/// try (var sender = GenericMetricsSender.open(SinkConfig.inFolder("ws://hub:9100", folder))) {
///   Receipt receipt = sender.send(new GenericMetric("shop", "orders_waiting", 3));
/// }
/// ```
///
/// What it takes is not lost, and arrives once: [MetricsSink] says what that means, and which
/// threads there are. All methods may be called from any thread; closing twice is fine.
public final class GenericMetricsSender implements AutoCloseable {
  private static final PushedRules RULES = PushedRules.USUAL;

  private final MetricsSink sink;
  private final Duration patience;

  GenericMetricsSender(MetricsSink sink, Duration patience) {
    this.sink = sink;
    this.patience = patience;
  }

  /// Opens the journal and begins to deliver; does not wait for the hub.
  ///
  /// @throws IOException when the folder can't be used
  /// @throws IllegalArgumentException when the key could not stand in a header
  public static GenericMetricsSender open(SinkConfig config) throws IOException {
    return new GenericMetricsSender(MetricsSink.open(config), config.patience());
  }

  /// Sends one metric, and waits as long as the configuration says.
  public Receipt send(GenericMetric metric) {
    return send(List.of(metric), patience);
  }

  /// Sends some together, and waits as long as the configuration says.
  public Receipt send(List<GenericMetric> metrics) {
    return send(metrics, patience);
  }

  /// Sends some together: all are taken, or none.
  ///
  /// @param within how long the caller waits at most, zero to ten minutes; zero to leave at once
  public Receipt send(List<GenericMetric> metrics, Duration within) {
    SinkConfig.patience("patience", within);
    Samples samples = sink.samples();
    for (GenericMetric each : metrics) {
      String flaw = add(each, samples);
      if (!flaw.isEmpty()) {
        var unfit = new Receipt.Refused(Receipt.Reason.UNFIT, flaw, Duration.ZERO);
        sink.refused(unfit, samples.size() + samples.leftOut());
        return unfit;
      }
    }
    return sink.append(samples, within);
  }

  private String add(GenericMetric metric, Samples samples) {
    PushedReport report =
        PushedJson.flat(FlatMetric.of(metric), RULES, new SamplesPush(sink, samples));
    boolean whole = report.refused() == 0 && report.keptOut() == 0;
    return whole ? "" : metric.metricType() + ": " + report.problem();
  }

  /// How it is doing, in samples: a metric with numbers in its metadata is several. Waits for
  /// nothing.
  public SinkStatus status() {
    return sink.status();
  }

  /// Closes within the time that the configuration says.
  @Override
  public void close() {
    sink.close();
  }

  /// Takes nothing more and flushes, as [MetricsSink#close(Duration)].
  ///
  /// @return what was left
  public Closing close(Duration limit) {
    return sink.close(limit);
  }
}
