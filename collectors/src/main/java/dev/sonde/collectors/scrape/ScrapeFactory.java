package dev.sonde.collectors.scrape;

import dev.sonde.api.CollectorGroup;
import dev.sonde.api.GroupFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.collectors.discovery.consul.ConsulDiscoveryConfig;
import dev.sonde.collectors.discovery.dns.DnsDiscoveryConfig;
import dev.sonde.collectors.discovery.docker.DockerDiscoveryConfig;
import dev.sonde.collectors.discovery.docker.LabelledDiscoveryConfig;
import dev.sonde.collectors.discovery.file.FileDiscoveryConfig;
import dev.sonde.collectors.discovery.http.HttpDiscoveryConfig;
import dev.sonde.collectors.discovery.kubernetes.KubernetesDiscoveryConfig;
import dev.sonde.collectors.scrape.config.ScrapeConfig;
import dev.sonde.http.tls.TlsContexts;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Makes what scrapes.
public final class ScrapeFactory implements GroupFactory<ScrapeConfig> {
  private static final Path AS_WRITTEN = Path.of("");

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
    return ScrapeConfig.read(settings, discoveries(), LabelledDiscoveryConfig::read);
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
    var kinds = new LinkedHashMap<String, Function<Settings, List<DiscoveryConfig>>>();
    kinds.put("file", in -> List.of(FileDiscoveryConfig.read(in)));
    kinds.put("http", in -> List.of(HttpDiscoveryConfig.read(in)));
    kinds.put("dns", in -> List.of(DnsDiscoveryConfig.read(in)));
    kinds.put("kubernetes", in -> List.of(KubernetesDiscoveryConfig.read(in, AS_WRITTEN)));
    kinds.put("consul", in -> List.of(ConsulDiscoveryConfig.read(in, AS_WRITTEN)));
    kinds.put("docker", in -> List.of(DockerDiscoveryConfig.read(in, AS_WRITTEN)));
    return kinds;
  }
}
