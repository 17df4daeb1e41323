package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;
import java.util.HashSet;
import java.util.Set;

/// The names that jobs have so far.
final class JobNames {
  private final Set<String> jobs = new HashSet<>();
  private final Set<String> targets = new HashSet<>();
  private final Set<String> urls = new HashSet<>();

  /// A job's name, which no other may have.
  void job(Settings in, String key, String name) {
    if (name.isEmpty()) {
      return;
    }
    boolean first = jobs.add(name);
    if (!first || targets.contains(name)) {
      in.problem(key, "another job is called " + name + "; give each a name of its own");
    }
  }

  /// A single target's name, which other single targets may have.
  void target(Settings in, String name, String url) {
    targets.add(name);
    if (!urls.add(name + ' ' + url)) {
      in.problem("url", "is scraped as " + name + " already; take one out");
    }
  }
}
