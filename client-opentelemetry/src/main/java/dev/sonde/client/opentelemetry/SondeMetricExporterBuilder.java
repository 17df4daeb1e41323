package dev.sonde.client.opentelemetry;

import dev.sonde.api.Time;
import dev.sonde.client.MetricsSink;
import dev.sonde.client.SinkConfig;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import java.io.IOException;

/// Makes a [SondeMetricExporter]. For one thread.
public final class SondeMetricExporterBuilder {
  private final SinkConfig config;
  private DefaultAggregationSelector aggregation = DefaultAggregationSelector.getDefault();

  SondeMetricExporterBuilder(SinkConfig config) {
    this.config = config;
  }

  /// How instruments are aggregated that no view says it of; the SDK's own way unless this is
  /// called. Exponential histograms become native ones:
  ///
  /// ```
  /// builder.setDefaultAggregationSelector(
  ///     DefaultAggregationSelector.getDefault()
  ///         .with(InstrumentType.HISTOGRAM, Aggregation.base2ExponentialBucketHistogram()));
  /// ```
  public SondeMetricExporterBuilder setDefaultAggregationSelector(
      DefaultAggregationSelector selector) {
    aggregation = selector;
    return this;
  }

  /// Opens the journal and begins to deliver; does not wait for the hub.
  ///
  /// @throws IOException when the folder can't be used
  /// @throws IllegalArgumentException when the key could not stand in a header
  public SondeMetricExporter build() throws IOException {
    return new SondeMetricExporter(MetricsSink.open(config), config, aggregation, Time.SYSTEM);
  }
}
