package dev.sonde.collectors.scrape.config;

import dev.sonde.collectors.discovery.DiscoveryConfig;
import dev.sonde.processors.relabel.RelabelConfig;
import dev.sonde.wire.json.JsonMapping;
import java.util.List;
import java.util.Optional;

/// Targets that are scraped in one manner.
///
/// Names of jobs are unique, but for those that come from `targets:`, where several may have the
/// same name and differ in their address.
///
/// @param name the label `job` before relabelling, unless the format has none
/// @param relabel rules for targets, in order
/// @param metricRelabel rules for series, in order
/// @param targets those that are written down
/// @param discoveries where others are found
/// @param mapping which values of a page in JSON are metrics; there for [PageFormat#JSON] alone
public record Job(
    String name,
    Request request,
    Timing timing,
    PageFormat format,
    Honored honored,
    List<RelabelConfig> relabel,
    List<RelabelConfig> metricRelabel,
    Limits limits,
    List<StaticTargets> targets,
    List<DiscoveryConfig> discoveries,
    Optional<JsonMapping> mapping) {
  /// @throws IllegalArgumentException for an empty name
  public Job {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("job_name is empty");
    }
    relabel = List.copyOf(relabel);
    metricRelabel = List.copyOf(metricRelabel);
    targets = List.copyOf(targets);
    discoveries = List.copyOf(discoveries);
  }

  /// The same with those targets alone that are written down.
  public Job written() {
    return new Job(
        name,
        request,
        timing,
        format,
        honored,
        relabel,
        metricRelabel,
        limits,
        targets,
        List.of(),
        mapping);
  }
}
