package dev.sonde.collectors.scrape;

import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.discovery.Findings;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A discovery at work for one job, on a thread of its own, until it is ended.
final class Findable implements Findings {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.collector.scrape");

  private final DiscoveryConfig config;
  private final String job;
  private final Pool pool;
  private final Thread thread;
  private volatile String trouble = "";
  private volatile boolean found;
  private volatile boolean looked;

  Findable(DiscoveryConfig config, String job, Pool pool, Kit kit) {
    this.config = config;
    this.job = job;
    this.pool = pool;
    Discovery discovery = config.create(kit.discoveryTools());
    this.thread =
        Thread.ofVirtual()
            .name("scrape-" + config.kind() + "-" + job)
            .unstarted(() -> run(discovery));
  }

  DiscoveryConfig config() {
    return config;
  }

  /// Why it can't look; empty when it can.
  String trouble() {
    return trouble;
  }

  /// Has it found anything so far, be it that there is nothing?
  boolean hasFound() {
    return found;
  }

  /// Has it looked at everything once, with or without success?
  boolean hasLooked() {
    return looked;
  }

  void start() {
    thread.start();
  }

  void end() {
    thread.interrupt();
  }

  @Override
  public void found(String source, List<Map<String, String>> targets) {
    if (!trouble.isEmpty()) {
      LOG.info("{} discovery of {} works again", config.kind(), job);
      trouble = "";
    }
    found = true;
    pool.found(this, source, targets);
  }

  @Override
  public void failed(String why) {
    if (!why.equals(trouble)) {
      LOG.warn("{} discovery of {} failed: {}", config.kind(), job, why);
      trouble = why;
    }
  }

  @Override
  public void looked() {
    looked = true;
    pool.looked(this);
  }

  private void run(Discovery discovery) {
    try {
      discovery.run(this);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException defect) {
      LOG.error("a defect in {} discovery", config.kind(), defect);
      trouble = "a defect: " + defect;
      looked = true;
    }
  }
}
