package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.api.Settings;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// What becomes a target.
public enum Role {
  /// Each port of each container.
  POD,
  /// Each port of each service.
  SERVICE,
  /// Each address behind a service, as `Endpoints` has them.
  ENDPOINTS,
  /// Each address behind a service, as `EndpointSlice` has them.
  ENDPOINTSLICE,
  /// Each node.
  NODE,
  /// Each path of each ingress.
  INGRESS;

  /// Reads the key `role`, which must be there.
  static Role read(Settings settings) {
    String written = settings.required("role", "What becomes a target: " + names() + ".");
    for (Role role : values()) {
      if (role.word().equals(written)) {
        return role;
      }
    }
    if (!written.isEmpty()) {
      settings.problem("role", written + " is no role; " + names() + " are");
    }
    return POD;
  }

  /// As it is written.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Resource resource() {
    return switch (this) {
      case POD -> Resource.PODS;
      case SERVICE -> Resource.SERVICES;
      case ENDPOINTS -> Resource.ENDPOINTS;
      case ENDPOINTSLICE -> Resource.ENDPOINTSLICES;
      case NODE -> Resource.NODES;
      case INGRESS -> Resource.INGRESSES;
    };
  }

  /// What is read for it, itself included.
  Set<Resource> needs() {
    return switch (this) {
      case POD, SERVICE, NODE, INGRESS -> Set.of(resource());
      case ENDPOINTS, ENDPOINTSLICE -> Set.of(resource(), Resource.SERVICES, Resource.PODS);
    };
  }

  /// Whose selectors it has.
  Set<Role> selectable(Attached attach) {
    return switch (this) {
      case ENDPOINTS -> Set.of(ENDPOINTS, POD, SERVICE);
      case ENDPOINTSLICE -> Set.of(ENDPOINTSLICE, POD, SERVICE);
      case POD -> attach.node() ? Set.of(POD, NODE) : Set.of(POD);
      case SERVICE, NODE, INGRESS -> Set.of(this);
    };
  }

  private static String names() {
    return String.join(", ", Arrays.stream(values()).map(Role::word).toList());
  }
}
