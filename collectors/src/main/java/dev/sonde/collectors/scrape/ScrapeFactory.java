package dev.sonde.collectors.scrape;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.scrape.config.ScrapeConfig;
import dev.sonde.http.tls.TlsContexts;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Makes what scrapes.
public final class ScrapeFactory implements GroupFactory<ScrapeConfig> {
  private final Time time;
  private final TlsContexts tls;

  /// @param tls shared by all that speak it
  public ScrapeFactory(Time time, TlsContexts tls) {
    this.time = time;
    this.tls = tls;
  }

  @Override
  public String name() {
    return "scrape";
  }

  @Override
  public String help() {
    return "Scrapes what applications show: Prometheus text, OpenMetrics.";
  }

  @Override
  public ScrapeConfig read(Settings settings) {
    return ScrapeConfig.read(settings, discoveries());
  }

  @Override
  public boolean hasWork(ScrapeConfig config) {
    return !config.jobs().isEmpty();
  }

  @Override
  public CollectorGroup<ScrapeConfig> create(ScrapeConfig config, Surroundings surroundings) {
    long seed = new SecureRandom().nextLong();
    return new ScrapeGroup(config, new Kit(time, surroundings, tls, seed));
  }

  /// The kinds there are.
  private static Map<String, Function<Settings, List<DiscoveryConfig>>> discoveries() {
    return Map.of();
  }
}
