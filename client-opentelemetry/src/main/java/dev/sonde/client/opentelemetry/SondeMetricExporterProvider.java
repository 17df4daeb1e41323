package dev.sonde.client.opentelemetry;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.io.IOException;

/// Makes the exporter of a program that is configured from outside: `OTEL_METRICS_EXPORTER=sonde`
/// and `OTEL_EXPORTER_SONDE_…`, or the system properties of the same names. Found by
/// OpenTelemetry's autoconfiguration; nobody else needs it.
public final class SondeMetricExporterProvider implements ConfigurableMetricExporterProvider {
  /// For the service loader.
  public SondeMetricExporterProvider() {}

  /// @throws ConfigurationException when a setting is missing or wrong, or the folder can't be used
  @Override
  public MetricExporter createExporter(ConfigProperties config) {
    var settings = new ExporterSettings(config);
    try {
      return SondeMetricExporter.builder(settings.sink())
          .setDefaultAggregationSelector(settings.aggregation())
          .build();
    } catch (IOException | IllegalArgumentException wrong) {
      throw new ConfigurationException("exporter sonde: " + wrong.getMessage(), wrong);
    }
  }

  @Override
  public String getName() {
    return "sonde";
  }
}
