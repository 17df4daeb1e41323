package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.LabelNames;
import dev.sonde.collectors.discovery.watching.TargetLabels;
import java.util.Map;

/// The labels that all kinds of objects have in common, and what is attached to others. For one
/// thread.
final class KubernetesLabels {
  static final String PREFIX = "__meta_kubernetes_";

  private final Attached attach;
  private final Lookup lookup;
  private final LabelNames names = new LabelNames();

  KubernetesLabels(Attached attach, Lookup lookup) {
    this.attach = attach;
    this.lookup = lookup;
  }

  /// What all targets of one object have.
  TargetLabels of(String kind, Item item) {
    var labels = new TargetLabels(names);
    String namespace = item.meta().namespace();
    labels.put(PREFIX + "namespace", namespace);
    if (attach.namespace() && lookup.find(Resource.NAMESPACES, namespace) instanceof Namespace in) {
      add(labels, "namespace", in.meta());
    }
    object(labels, kind, item.meta());
    return labels;
  }

  /// No label yet.
  TargetLabels none() {
    return new TargetLabels(names);
  }

  /// The labels that say something about an object, to those of something else.
  void object(TargetLabels to, String kind, Meta meta) {
    to.put(PREFIX + kind + "_name", meta.name());
    add(to, kind, meta);
  }

  /// The labels of a node, when they are wished for.
  void node(TargetLabels to, String name) {
    if (attach.node() && lookup.find(Resource.NODES, name) instanceof Node node) {
      object(to, "node", node.meta());
    }
  }

  private static void add(TargetLabels to, String kind, Meta meta) {
    add(to, kind, "label", meta.labels());
    add(to, kind, "annotation", meta.annotations());
  }

  private static void add(TargetLabels to, String kind, String what, Map<String, String> values) {
    String valued = PREFIX + kind + "_" + what + "_";
    String present = PREFIX + kind + "_" + what + "present_";
    values.forEach((key, value) -> to.put(valued, key, value).put(present, key, "true"));
  }
}
