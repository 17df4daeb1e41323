package dev.sonde.collectors.discovery.kubernetes;

import dev.sonde.collectors.discovery.watching.Tree;
import java.util.List;

/// @param tlsHosts patterns of those that are served over TLS
record Ingress(Meta meta, String className, List<Rule> rules, List<String> tlsHosts)
    implements Item {

  /// @param host empty for all
  record Rule(String host, List<String> paths) {
    static Rule read(Tree rule) {
      List<String> paths =
          rule.at("http", "paths").elements().stream()
              .map(each -> each.at("path").text("/"))
              .toList();
      return new Rule(rule.at("host").text(), paths.isEmpty() ? List.of("/") : paths);
    }
  }

  static Ingress read(Tree ingress) {
    Tree spec = ingress.at("spec");
    return new Ingress(
        Meta.read(ingress),
        spec.at("ingressClassName").text(),
        spec.at("rules").elements().stream().map(Rule::read).toList(),
        spec.at("tls").elements().stream()
            .flatMap(each -> each.at("hosts").elements().stream())
            .map(Tree::text)
            .toList());
  }

  /// Is this host served over TLS? A pattern's `*` stands for the first part of a name.
  boolean isSecure(String host) {
    return tlsHosts.stream().anyMatch(each -> matches(each, host));
  }

  private static boolean matches(String pattern, String host) {
    if (pattern.equals(host)) {
      return true;
    }
    int dot = host.indexOf('.');
    return dot > 0 && pattern.startsWith("*.") && pattern.substring(1).equals(host.substring(dot));
  }
}
