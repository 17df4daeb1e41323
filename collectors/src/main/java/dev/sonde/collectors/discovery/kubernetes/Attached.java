package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.api.Settings;

/// What targets are told of other objects.
///
/// @param node the labels of the node a pod runs on
/// @param namespace the labels of the namespace
public record Attached(boolean node, boolean namespace) {
  static Attached read(Settings settings) {
    return new Attached(
        settings.flag(
            "node",
            false,
            "Labels and annotations of the node, with roles pod, endpoints and endpointslice; needs"
                + " permission to list and watch nodes."),
        settings.flag(
            "namespace",
            false,
            "Labels and annotations of the namespace, with all roles but node; needs permission to"
                + " list and watch namespaces."));
  }
}
