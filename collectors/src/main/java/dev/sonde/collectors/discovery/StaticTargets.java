package dev.sonde.collectors.discovery;

import dev.sonde.api.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A target group: addresses that share labels. As `static_configs` has them, and as files and HTTP
/// servers list them.
///
/// @param targets `host:port` each, or what relabelling makes one of
/// @param labels no empty names
public record StaticTargets(List<String> targets, Map<String, String> labels)
    implements DiscoveryConfig {
  private static final Duration LONG = Duration.ofDays(1);

  /// @throws IllegalArgumentException for a label without a name
  public StaticTargets {
    targets = List.copyOf(targets);
    labels = Map.copyOf(labels);
    if (labels.containsKey("")) {
      throw new IllegalArgumentException("a label needs a name");
    }
  }

  /// Reads a group from configuration.
  public static StaticTargets read(Settings settings) {
    return new StaticTargets(
        settings.texts("targets", List.of(), "Addresses, HOST:PORT each."),
        settings.map("labels", "Labels that all these targets get."));
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

  @Override
  public String kind() {
    return "static";
  }

  /// Finds them at once, and nothing more.
  @Override
  public Discovery create(DiscoveryTools tools) {
    return out -> {
      out.found(kind(), labelled(Map.of()));
      while (true) {
        tools.pause().of(LONG);
      }
    };
  }
}
