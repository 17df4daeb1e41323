package dev.sonde.collectors.discovery.kubernetes;

/// The objects of one kind in one namespace, or in all.
///
/// @param namespace empty for all, and for what lives in none
record Scope(Resource resource, String namespace) {
  boolean has(Item item) {
    return namespace.isEmpty() || namespace.equals(item.meta().namespace());
  }

  /// Does what is in it matter to the targets of this namespace?
  boolean concerns(String other) {
    return namespace.isEmpty() || namespace.equals(other);
  }

  String path() {
    return resource.path(namespace);
  }

  /// As in `pods in namespace web`.
  @Override
  public String toString() {
    return resource.plural() + (namespace.isEmpty() ? "" : " in namespace " + namespace);
  }
}
