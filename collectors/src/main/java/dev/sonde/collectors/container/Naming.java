package dev.sonde.collectors.container;

import dev.sonde.api.Labels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The labels of a container's series.
final class Naming {
  private static final Set<String> TAKEN =
      Set.of(
          "container_id",
          "container_name",
          "image",
          "runtime",
          "resource",
          "kind",
          "interface",
          "device",
          "compose_project",
          "compose_service",
          "namespace",
          "pod",
          "container",
          "host");
  private static final List<Map.Entry<String, String>> IDENTITY =
      List.of(
          Map.entry("io.podman.compose.project", "compose_project"),
          Map.entry("com.docker.compose.project", "compose_project"),
          Map.entry("com.docker.compose.service", "compose_service"),
          Map.entry("io.kubernetes.pod.namespace", "namespace"),
          Map.entry("io.kubernetes.pod.name", "pod"),
          Map.entry("io.kubernetes.container.name", "container"));

  private final List<String> labelsFrom;
  private final boolean identity;

  Naming(ContainerConfig config) {
    this.labelsFrom = config.labelsFrom();
    this.identity = config.identity();
  }

  Labels of(Known container, String runtime) {
    var labels = new TreeMap<String, String>();
    for (String each : labelsFrom) {
      labels.put(plain(each), container.labels().getOrDefault(each, ""));
    }
    if (identity) {
      for (var each : IDENTITY) {
        String value = container.labels().getOrDefault(each.getKey(), "");
        if (!value.isEmpty()) {
          labels.put(each.getValue(), value);
        }
      }
    }
    labels.put("container_id", container.id());
    labels.put("container_name", container.name());
    labels.put("image", container.image());
    labels.put("runtime", runtime);
    return Labels.of(labels);
  }

  /// A name that a label may have: `com.example.team` is `com_example_team`.
  private static String plain(String label) {
    String plain = label.replaceAll("[^A-Za-z0-9_]", "_");
    boolean bad = plain.isEmpty() || Character.isDigit(plain.charAt(0)) || TAKEN.contains(plain);
    return bad ? "label_" + plain : plain;
  }
}
