package dev.sonde.collectors.scrape;

import dev.sonde.api.Labels;
import dev.sonde.collectors.scrape.config.Job;
import java.util.Map;
import java.util.TreeMap;

/// A target that a [Probe] can scrape.
public final class ProbeTarget {
  private final Job job;
  private final Map<String, String> before;
  private final Target target;

  ProbeTarget(Job job, Map<String, String> before, Target target) {
    this.job = job;
    this.before = new TreeMap<>(before);
    this.target = target;
  }

  Target target() {
    return target;
  }

  /// Whose target it is.
  public Job job() {
    return job;
  }

  /// Its labels as the rules of `relabel` find them, secrets in parameters hidden.
  public Map<String, String> before() {
    return new TreeMap<>(before);
  }

  /// Its labels after those rules: what its series get.
  public Labels labels() {
    return target.key().labels();
  }

  /// Where its page is, secrets in parameters hidden.
  public String url() {
    return TargetsDetail.shown(target.key());
  }

  /// Host and port, or the socket's path.
  public String address() {
    return before.getOrDefault(TargetLabels.ADDRESS, "");
  }
}
