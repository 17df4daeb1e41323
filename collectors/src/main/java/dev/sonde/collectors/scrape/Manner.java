package dev.sonde.collectors.scrape;

import dev.sonde.collectors.access.Caller;
import dev.sonde.collectors.scrape.config.Job;
import dev.sonde.processors.relabel.Relabeling;

/// How the targets of a job are scraped: what of its configuration is worked out once. Immutable.
///
/// @param metricRules for series
/// @param caller sends requests with the job's credentials
record Manner(Job job, Relabeling metricRules, Caller caller) {
  static Manner of(Job job, Kit kit) {
    return new Manner(job, new Relabeling(job.metricRelabel()), kit.caller(job.request().access()));
  }

  /// The manner of the same job when it is configured otherwise.
  Manner to(Job other, Kit kit) {
    boolean same = other.request().access().equals(job.request().access());
    return new Manner(
        other,
        new Relabeling(other.metricRelabel()),
        same ? caller : kit.caller(other.request().access()));
  }

  /// Where page and target have a label, does the page's stand? Always where they are the same
  /// ones.
  boolean honorsLabels() {
    return honorsLabels(job);
  }

  static boolean honorsLabels(Job job) {
    return job.honored().labels() || !job.format().identified();
  }

  /// Does a line of a page mean the same series in both?
  boolean readsAlike(Manner other) {
    return job.honored().equals(other.job.honored())
        && job.metricRelabel().equals(other.job.metricRelabel())
        && job.limits().equals(other.job.limits())
        && job.format() == other.job.format();
  }
}
