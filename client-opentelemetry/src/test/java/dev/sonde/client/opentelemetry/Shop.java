package dev.sonde.client.opentelemetry;

import dev.sonde.client.SinkConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A program of OpenTelemetry that measures without end, an export each minute of its clock, and
/// prints every counter that it was told is safe. It is there to be killed.
final class Shop {
  static final AttributeKey<Long> THREAD = AttributeKey.longKey("thread");
  static final int THREADS = 3;

  /// Of an export: counters, and a histogram with its buckets, sum and count.
  static final int ROWS = THREADS + 18;

  private static final Duration STEP = Duration.ofMinutes(1);

  private Shop() {}

  /// @param arguments the hub, the folder, and when its clock begins, which is its name as well
  public static void main(String... arguments) throws Exception {
    var clock = new SteppedClock(Long.parseLong(arguments[2]));
    var config = SinkConfig.inFolder(arguments[0], Path.of(arguments[1]));
    var told = new Told(SondeMetricExporter.open(config), arguments[2], Shop::tell);
    SdkMeterProvider provider = provider(told, arguments[2], clock);
    open(provider.get("shop"));
    for (; ; ) {
      clock.step(STEP);
      provider.forceFlush().join(1, TimeUnit.MINUTES);
    }
  }

  /// A provider that exports when it is told to.
  static SdkMeterProvider provider(MetricExporter exporter, String instance, SteppedClock clock) {
    return SdkMeterProvider.builder()
        .setClock(clock)
        .setResource(
            Resource.create(Attributes.builder().put("service.instance.id", instance).build()))
        .registerMetricReader(
            PeriodicMetricReader.builder(exporter).setInterval(Duration.ofDays(1)).build())
        .build();
  }

  private static void open(Meter meter) {
    LongCounter orders = meter.counterBuilder("orders").build();
    DoubleHistogram sizes = meter.histogramBuilder("sizes").build();
    for (long thread = 0; thread < THREADS; thread++) {
      Attributes own = Attributes.of(THREAD, thread);
      orders.add(1, own);
      sizes.record(thread);
      Thread.ofPlatform().daemon().start(() -> sell(orders, own, sizes));
    }
  }

  private static void sell(LongCounter orders, Attributes own, DoubleHistogram sizes) {
    for (int size = 0; ; size = (size + 1) % 10_000) {
      orders.add(1, own);
      sizes.record(size);
      LockSupport.parkNanos(50_000);
    }
  }

  private static void tell(String lines) {
    System.out.print(lines);
    System.out.flush();
  }
}
