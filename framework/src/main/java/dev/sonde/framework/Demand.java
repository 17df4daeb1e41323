package dev.sonde.framework;

import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.MetricValue;
import java.util.List;
import java.util.Map;

/// What somebody wants of the next run, and what he gets. Safe for all threads.
final class Demand {
  private final List<Container> targets;
  private Map<String, List<MetricValue>> answer = Map.of();

  /// @param targets the containers he asks about; empty for what measures none
  Demand(List<Container> targets) {
    this.targets = List.copyOf(targets);
  }

  List<Container> targets() {
    return targets;
  }

  synchronized void answer(Map<String, List<MetricValue>> found) {
    answer = Map.copyOf(found);
  }

  /// Values by container, or under [Findings#SYSTEM]; none of what failed or was not reached.
  synchronized Map<String, List<MetricValue>> answer() {
    return answer;
  }
}
