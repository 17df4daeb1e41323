package dev.sonde.client.opentelemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import java.util.function.Consumer;

/// Tells of each export that succeeded which counters were in it, as the hub writes them.
final class Told implements MetricExporter {
  private final MetricExporter exporter;
  private final String instance;
  private final Consumer<String> lines;

  /// @param instance of the program
  Told(MetricExporter exporter, String instance, Consumer<String> lines) {
    this.exporter = exporter;
    this.instance = instance;
    this.lines = lines;
  }

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    var counters = new StringBuilder();
    for (MetricData each : metrics) {
      if (each.getType() == MetricDataType.LONG_SUM) {
        each.getLongSumData().getPoints().forEach(point -> counters.append(line(point)));
      }
    }
    CompletableResultCode result = exporter.export(metrics);
    result.whenComplete(() -> {
      if (result.isSuccess()) {
        lines.accept(counters.toString());
      }
    });
    return result;
  }

  private String line(LongPointData point) {
    return "orders_total{instance=\"%s\",otel_scope_name=\"shop\",thread=\"%s\"} %s @%s\n"
        .formatted(
            instance,
            point.getAttributes().get(Shop.THREAD),
            (double) point.getValue(),
            point.getEpochNanos() / 1_000_000);
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType instrument) {
    return exporter.getAggregationTemporality(instrument);
  }

  @Override
  public Aggregation getDefaultAggregation(InstrumentType instrument) {
    return exporter.getDefaultAggregation(instrument);
  }

  @Override
  public MemoryMode getMemoryMode() {
    return exporter.getMemoryMode();
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
