package dev.sonde.collectors.discovery.kubernetes;

import java.util.Set;

/// What is kept of an object: what becomes a label, nothing else.
sealed interface Item permits Pod, Service, Endpoints, EndpointSlice, Ingress, Node, Namespace {
  Meta meta();

  /// What else its targets' labels are taken from, besides its namespace.
  default Set<Reference> references() {
    return Set.of();
  }
}
