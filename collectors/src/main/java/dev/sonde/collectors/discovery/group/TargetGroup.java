package dev.sonde.collectors.discovery.group;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Addresses that share labels, as files and HTTP servers list them.
///
/// @param targets `host:port` each, or what relabelling makes one of
/// @param labels no empty names
public record TargetGroup(List<String> targets, Map<String, String> labels) {
  /// @throws IllegalArgumentException for a label without a name
  public TargetGroup {
    targets = List.copyOf(targets);
    labels = Map.copyOf(labels);
    if (labels.containsKey("")) {
      throw new IllegalArgumentException("a label needs a name");
    }
  }

  /// The labels of each target.
  ///
  /// @param more stand instead of the group's own
  public List<Map<String, String>> labelled(Map<String, String> more) {
    var others = new HashMap<>(labels);
    others.putAll(more);
    others.remove(AddressedLabels.ADDRESS);
    Map<String, String> shared = Map.copyOf(others);
    return targets.stream()
        .<Map<String, String>>map(target -> new AddressedLabels(target, shared))
        .toList();
  }
}
