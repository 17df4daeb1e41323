package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What scraping is to do.
///
/// @param jobs in the order written: those of `targets`, of `jobs`, of `discover`, of
///   `config_files`
/// @param shard which part of the targets is scraped here; empty for all
public record ScrapeConfig(List<Job> jobs, Optional<Shard> shard) {
  public ScrapeConfig {
    jobs = List.copyOf(jobs);
  }

  /// Reads the section `scrape`, and the files of Prometheus that it names.
  ///
  /// @param discoveries how `<kind>_sd_configs` are read, by kind
  /// @param containers how `containers` in `discover` is read
  public static ScrapeConfig read(
      Settings in,
      Map<String, Function<Settings, List<DiscoveryConfig>>> discoveries,
      Function<Settings, DiscoveryConfig> containers) {
    return new ScrapeKeys(discoveries, containers).read(in);
  }
}
