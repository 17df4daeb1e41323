package dev.sonde.client.opentelemetry;

import dev.sonde.client.SinkConfig;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.io.IOException;
import java.nio.file.Path;

/// A program of OpenTelemetry's SDK, and its exporter.
public final class QuickStart {
  private QuickStart() {}

  /// @param arguments the hub's address, and a folder for what the hub does not have yet
  public static void main(String... arguments) throws IOException {
    var config = SinkConfig.inFolder(arguments[0], Path.of(arguments[1]));
    var exporter = SondeMetricExporter.open(config);
    try (SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .registerMetricReader(PeriodicMetricReader.create(exporter))
            .build()) {
      LongCounter orders = provider.get("shop").counterBuilder("orders").build();
      orders.add(3);
    }
  }
}
