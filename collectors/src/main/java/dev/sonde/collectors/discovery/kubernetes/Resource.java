package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.Locale;

/// A kind of object that the API has.
enum Resource {
  PODS("", true, "pod"),
  SERVICES("", true, "svc"),
  ENDPOINTS("", true, "endpoints"),
  ENDPOINTSLICES("discovery.k8s.io", true, "endpointslice"),
  INGRESSES("networking.k8s.io", true, "ingress"),
  NODES("", false, "node"),
  NAMESPACES("", false, "namespace");

  private final String group;
  private final boolean namespaced;
  private final String source;

  Resource(String group, boolean namespaced, String source) {
    this.group = group;
    this.namespaced = namespaced;
    this.source = source;
  }

  /// What the sources of its targets begin with.
  String source() {
    return source;
  }

  /// As roles and permissions call it.
  String plural() {
    return name().toLowerCase(Locale.ROOT);
  }

  String group() {
    return group;
  }

  /// Does it live in a namespace?
  boolean namespaced() {
    return namespaced;
  }

  /// @param namespace empty for all
  String path(String namespace) {
    String root = group.isEmpty() ? "/api/v1" : "/apis/" + group + "/v1";
    return root + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + plural();
  }

  Item read(Tree object) {
    return switch (this) {
      case PODS -> Pod.read(object);
      case SERVICES -> Service.read(object);
      case ENDPOINTS -> Endpoints.read(object);
      case ENDPOINTSLICES -> EndpointSlice.read(object);
      case INGRESSES -> Ingress.read(object);
      case NODES -> Node.read(object);
      case NAMESPACES -> new Namespace(Meta.read(object));
    };
  }
}
