package dev.sonde.collectors.scrape;

import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.collectors.discovery.Findings;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A discovery that finds what a test says.
record Finder(String kind, int number, BlockingQueue<Findings> to) implements DiscoveryConfig {
  Finder(String kind, int number) {
    this(kind, number, new LinkedBlockingQueue<>());
  }

  @Override
  public String place() {
    return "place " + number;
  }

  @Override
  public Discovery create(DiscoveryTools tools) {
    return out -> {
      to.add(out);
      new CountDownLatch(1).await();
    };
  }

  /// Who is told, once it has been started.
  Findings findings() throws InterruptedException {
    Findings out = to.poll(5, TimeUnit.MINUTES);
    if (out == null) {
      throw new AssertionError("the discovery was not started");
    }
    to.add(out);
    return out;
  }
}
