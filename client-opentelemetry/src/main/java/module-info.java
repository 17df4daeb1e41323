import dev.sonde.client.opentelemetry.SondeMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import org.jspecify.annotations.NullMarked;

/// Metrics of OpenTelemetry's SDK: kept in a journal, brought to a hub exactly once.
@NullMarked
module dev.sonde.client.opentelemetry {
  requires static transitive org.jspecify;
  requires transitive dev.sonde.client;
  requires dev.sonde.wire;
  requires io.opentelemetry.api;
  requires io.opentelemetry.sdk.common;
  requires io.opentelemetry.sdk.metrics;
  requires static io.opentelemetry.sdk.autoconfigure.spi;
  requires org.slf4j;

  exports dev.sonde.client.opentelemetry;

  provides ConfigurableMetricExporterProvider with
      SondeMetricExporterProvider;
}
