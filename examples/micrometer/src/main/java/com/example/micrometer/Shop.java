package com.example.micrometer;

import dev.sonde.client.micrometer.SondeConfig;
import dev.sonde.client.micrometer.SondeMeterRegistry;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// A program that measures with Micrometer.
public final class Shop {
  private Shop() {}

  /// @param arguments a folder for what the hub does not have yet
  public static void main(String... arguments) throws InterruptedException {
    Map<String, String> own = Map.of("sonde.folder", arguments[0], "sonde.step", "10s");
    var registry = new SondeMeterRegistry(config(own, System.getenv()), Clock.SYSTEM);
    Runtime.getRuntime().addShutdownHook(new Thread(registry::close));
    sell(registry);
    Thread.currentThread().join();
  }

  /// Properties, and for `sonde.url` and all that is not among them the environment's `SONDE_URL`.
  static SondeConfig config(Map<String, String> own, Map<String, String> environment) {
    return key ->
        own.getOrDefault(
            key, environment.get(key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')));
  }

  /// All of it is Micrometer; nothing of it knows where metrics go.
  static void sell(MeterRegistry registry) {
    registry.config().commonTags("shop", "berlin");
    registry.counter("orders", "paid", "cash").increment();
    Timer.builder("checkout")
        .serviceLevelObjectives(Duration.ofMillis(200), Duration.ofSeconds(1))
        .register(registry)
        .record(Duration.ofMillis(150));
    registry.gauge("queue", Thread.currentThread(), _ -> Thread.activeCount());
  }
}
