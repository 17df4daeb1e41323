package dev.sonde.collectors.discovery.kubernetes;

import static dev.sonde.collectors.discovery.kubernetes.KubernetesLabels.PREFIX;

import dev.sonde.collectors.discovery.watching.TargetLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One target for each path of each rule.
final class IngressTargets {
  private IngressTargets() {}

  static List<Map<String, String>> of(Ingress ingress, KubernetesLabels labels) {
    TargetLabels common = labels.of("ingress", ingress);
    common.put(PREFIX + "ingress_class_name", ingress.className());
    var all = new ArrayList<Map<String, String>>();
    for (Ingress.Rule rule : ingress.rules()) {
      String scheme = ingress.isSecure(rule.host()) ? "https" : "http";
      for (String path : rule.paths()) {
        TargetLabels target = common.copy().address(rule.host());
        target
            .put(PREFIX + "ingress_scheme", scheme)
            .put(PREFIX + "ingress_host", rule.host())
            .put(PREFIX + "ingress_path", path);
        all.add(target.made());
      }
    }
    return all;
  }
}
