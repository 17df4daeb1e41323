package dev.sonde.app;

import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.collectors.scrape.config.ScrapeConfig;
import dev.sonde.collectors.scrape.config.Shard;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The jobs that a configuration scrapes.
record ScrapeJobs(List<Job> all, Optional<Shard> shard) {
  ScrapeJobs {
    all = List.copyOf(all);
  }

  static ScrapeJobs of(SondeConfig config) {
    for (GroupConfig each : config.groups()) {
      if (each.config() instanceof ScrapeConfig scrape) {
        return new ScrapeJobs(scrape.jobs(), scrape.shard());
      }
    }
    return new ScrapeJobs(List.of(), Optional.empty());
  }

  /// Those of this name: single targets may share one.
  List<Job> named(String name) {
    return all.stream().filter(each -> each.name().equals(name)).toList();
  }

  /// The same, which must be there.
  List<Job> known(String name) throws UsageException {
    List<Job> found = named(name);
    if (found.isEmpty()) {
      throw new UsageException("no job is called " + name + "; " + names());
    }
    return found;
  }

  /// `there are a, b`
  String names() {
    return all.isEmpty()
        ? "the configuration scrapes nothing"
        : "there are " + all.stream().map(Job::name).distinct().collect(Collectors.joining(", "));
  }
}
