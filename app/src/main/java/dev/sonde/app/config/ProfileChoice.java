package dev.sonde.app.config;

import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Problems;
import java.util.Map;

/// Finds out which profile holds: the one that is said, else the one that files or environment
/// point to.
final class ProfileChoice {
  private final ConfigFiles files;
  private final Node.Mapping said;
  private final Map<String, String> environment;
  private final Problems problems;

  /// @param said files, environment and flags merged, to look for `profile` in
  ProfileChoice(
      ConfigFiles files, Node.Mapping said, Map<String, String> environment, Problems problems) {
    this.files = files;
    this.said = said;
    this.environment = environment;
    this.problems = problems;
  }

  Profile profile() {
    Node node = said.at("profile");
    if (node instanceof Node.Scalar scalar && !scalar.blank()) {
      return parse(scalar);
    }
    noteGenericPipeline();
    if (MetricsdForm.evident(files.main()) || files.brokenMetricsd()) {
      return Profile.METRICSD;
    }
    return files.none() ? byEnvironment() : Profile.AGENT;
  }

  private Profile byEnvironment() {
    if (set("POSTGRES_HOST") || set("METRICS_INTERVAL_LIVE")) {
      return Profile.LIVE_SERVICE;
    }
    return set("METRICS_SERVER_URL") ? Profile.PUSH_CLIENT : Profile.AGENT;
  }

  private boolean set(String name) {
    return !environment.getOrDefault(name, "").isEmpty();
  }

  private Profile parse(Node.Scalar scalar) {
    try {
      return Profile.parse(scalar.text());
    } catch (IllegalArgumentException e) {
      problems.add(scalar.origin(), "profile: \"" + scalar.written() + "\" " + e.getMessage());
      return Profile.AGENT;
    }
  }

  private void noteGenericPipeline() {
    Node endpoints = MetricsdForm.genericPipeline(files.main());
    if (endpoints != null) {
      boolean both = MetricsdForm.evident(files.main());
      problems.add(
          endpoints.origin(),
          both
              ? "metrics.endpoints and shipper belong to two different programs; say which with"
                  + " profile: metricsd, or take one out"
              : "metrics.endpoints is data_collector's configuration, which this version does not"
                  + " read; write a sonde.yaml");
    }
  }
}
