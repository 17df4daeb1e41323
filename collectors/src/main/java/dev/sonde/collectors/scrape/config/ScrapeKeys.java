package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The section `scrape`.
final class ScrapeKeys {
  private final JobNames names = new JobNames();
  private final Discoveries discoveries;
  private final Function<Settings, DiscoveryConfig> containers;

  ScrapeKeys(
      Map<String, Function<Settings, List<DiscoveryConfig>>> discoveries,
      Function<Settings, DiscoveryConfig> containers) {
    this.discoveries = new Discoveries(discoveries);
    this.containers = containers;
  }

  ScrapeConfig read(Settings in) {
    Usual usual = UsualKeys.own(in);
    List<Job> jobs =
        new ArrayList<>(
            in.sections("targets", "Applications to scrape.", new TargetKeys(usual, names)::read));
    jobs.addAll(
        in.sections(
            "jobs",
            "Applications to scrape, with the keys of Prometheus' scrape_configs.",
            new JobKeys(usual, names, discoveries, true)::read));
    jobs.addAll(
        in.variants(
            "discover",
            "Applications that say by themselves that they want to be scraped: `containers`.",
            new DiscoverKeys(usual, names, containers).readers()));
    in.files(
            "config_files",
            "Files as Prometheus has them (prometheus.yml), whose scrape_configs are read as they"
                + " are.",
            (folder, file) ->
                new PrometheusFile(names, discoveries).read(new PrometheusSettings(file, folder)))
        .forEach(jobs::addAll);
    return new ScrapeConfig(jobs, shard(in));
  }

  private static Optional<Shard> shard(Settings in) {
    return in.section(
        "shard",
        "Which part of the targets is scraped here, where several share them.",
        ScrapeKeys::part);
  }

  private static Optional<Shard> part(Settings in) {
    int index = part(in, "index", 0, 0, "This one, counted from 0.");
    int of = part(in, "of", 1, 1, "How many there are.");
    int replicas = part(in, "replicas", 1, 1, "How many of them scrape each target.");
    if (index >= of) {
      in.problem("index", "is counted from 0; of " + of + " it is 0 to " + (of - 1));
      return Optional.empty();
    }
    if (replicas > of) {
      in.problem("replicas", "there are only " + of + "; write 1 to " + of);
      return Optional.empty();
    }
    return of == 1 ? Optional.empty() : Optional.of(new Shard(index, of, replicas));
  }

  private static int part(Settings in, String key, int fallback, int least, String help) {
    return (int) in.integer(key, fallback, least, Shard.MOST, help);
  }
}
