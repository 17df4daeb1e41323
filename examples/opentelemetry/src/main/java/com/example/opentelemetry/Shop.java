package com.example.opentelemetry;

import dev.sonde.client.SinkConfig;
import dev.sonde.client.opentelemetry.SondeMetricExporter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A program that measures with OpenTelemetry's SDK.
public final class Shop {
  private Shop() {}

  /// @param arguments the hub's address, and a folder for what the hub does not have yet
  public static void main(String... arguments) throws IOException, InterruptedException {
    SdkMeterProvider provider = provider(SinkConfig.inFolder(arguments[0], Path.of(arguments[1])));
    Runtime.getRuntime().addShutdownHook(new Thread(provider::close));
    sell(provider);
    Thread.currentThread().join();
  }

  /// The one place that knows where metrics go.
  static SdkMeterProvider provider(SinkConfig config) throws IOException {
    SondeMetricExporter exporter = SondeMetricExporter.open(config);
    return SdkMeterProvider.builder()
        .registerMetricReader(
            PeriodicMetricReader.builder(exporter).setInterval(Duration.ofSeconds(10)).build())
        .build();
  }

  static void sell(MeterProvider provider) {
    Meter meter = provider.get("shop");
    meter
        .counterBuilder("orders")
        .build()
        .add(1, Attributes.of(AttributeKey.stringKey("paid"), "cash"));
    meter.histogramBuilder("checkout").setUnit("s").build().record(0.15);
    meter.gaugeBuilder("queue").buildWithCallback(gauge -> gauge.record(Thread.activeCount()));
  }
}
