package dev.sonde.collectors.discovery.kubernetes;

import java.util.Set;

/// What takes most of an object's bytes, and becomes no label.
final class Unneeded {
  static final Set<String> NAMES =
      Set.of(
          "managedFields",
          "env",
          "envFrom",
          "command",
          "args",
          "volumes",
          "volumeMounts",
          "volumesInUse",
          "volumesAttached",
          "resources",
          "allocatedResources",
          "livenessProbe",
          "readinessProbe",
          "startupProbe",
          "lifecycle",
          "securityContext",
          "affinity",
          "tolerations",
          "topologySpreadConstraints",
          "images",
          "imagePullSecrets",
          "nodeInfo",
          "capacity",
          "allocatable",
          "state",
          "lastState",
          "template");

  private Unneeded() {}
}
