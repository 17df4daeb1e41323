package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.DiscoveryConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The key `discover`: a job for each kind of thing that says by itself that it wants to be
/// scraped.
record DiscoverKeys(Usual usual, JobNames names, Function<Settings, DiscoveryConfig> containers) {
  private static final String CONTAINERS = "containers";

  Map<String, Function<Settings, Job>> readers() {
    return Map.of(CONTAINERS, this::read);
  }

  private Job read(Settings in) {
    String name =
        in.text(
            "name",
            CONTAINERS,
            "The label job of containers that have the label prometheus.io/scrape=true.");
    names.job(in, "name", name);
    NameKeys naming = NameKeys.read(in, usual);
    Wanted wanted = WantedKeys.read(in, naming, usual);
    return new Job(
        name,
        new Request(Scheme.HTTP, "/metrics", Map.of(), wanted, HttpAccess.PLAIN),
        TimingKeys.OWN.withRetries(in, usual),
        PageFormat.AUTO,
        HonoredKeys.read(in),
        JobKeys.rules(in, "relabel", "What becomes of targets, in this order.", naming.naming()),
        JobKeys.rules(
            in, "metric_relabel", "What becomes of series, in this order.", naming.naming()),
        LimitKeys.read(in, usual.limits()),
        List.of(),
        List.of(containers.apply(in)),
        Optional.empty());
  }
}
