package com.example.client;

import dev.sonde.api.Secret;
import dev.sonde.client.AsyncMetricsCollector;
import dev.sonde.client.ClientConfig;
import dev.sonde.client.GenericMetric;
import dev.sonde.client.GenericMetricsSender;
import dev.sonde.client.QueueMetricsGenerator;
import dev.sonde.client.Receipt;
import dev.sonde.client.SinkConfig;
import dev.sonde.client.SystemMetricsGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program that measures: itself, its machine, and whatever happens in it.
public final class QuickStart {
  private QuickStart() {}

  /// @param arguments document 002's `config.json`, and a folder for what the hub does not have yet
  public static void main(String... arguments) throws IOException, InterruptedException {
    ClientConfig config = ClientConfig.read(Path.of(arguments[0]));
    SinkConfig sink = SinkConfig.inFolder(config.url(), Path.of(arguments[1]));
    SinkConfig known =
        Optional.ofNullable(System.getenv("METRICS_API_KEY"))
            .map(key -> sink.withKey(new Secret(key)))
            .orElse(sink);
    try (var sender = GenericMetricsSender.open(known)) {
      run(sender, config.interval());
    }
  }

  static void run(GenericMetricsSender sender, Duration interval) throws InterruptedException {
    // One metric, when it happens; what comes back says whether it is safe.
    Receipt receipt =
        sender.send(
            new GenericMetric("application", "event", 1, Map.of("event_name", "start", "try", 1)));
    switch (receipt) {
      case Receipt.Durable() -> System.out.println("on the disk: it will arrive");
      case Receipt.InMemory() -> System.out.println("taken, and not on the disk yet");
      case Receipt.Refused refused -> System.out.println("not taken: " + refused.why());
    }

    // Some at an interval: the machine, one's own numbers, and what other threads put in a queue.
    var queue = new QueueMetricsGenerator(1_000);
    try (var collector = new AsyncMetricsCollector(sender, interval)) {
      collector.add(new SystemMetricsGenerator());
      collector.add(
          () -> List.of(new GenericMetric("application", "threads", Thread.activeCount())));
      collector.add(queue);
      queue.offer(new GenericMetric("application", "orders", 3));
      Thread.currentThread().join();
    }
  }
}
