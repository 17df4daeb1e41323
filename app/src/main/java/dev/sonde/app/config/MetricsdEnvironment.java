package dev.sonde.app.config;

import dev.sonde.engine.config.Nearest;
import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.TreeBuilder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// metricsd's `MC_…` variables, as a tree of its own form. Empty ones do not count; numbers and
/// flags that are none are ignored, as metricsd does, but with a warning.
final class MetricsdEnvironment {
  private static final String NODE = "NODE_NAME";
  private static final Map<String, String> PATHS = paths();

  private MetricsdEnvironment() {}

  private static Map<String, String> paths() {
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("MC_SERVER_HOST", "server.host");
    paths.put("MC_SERVER_PORT", "server.port");
    paths.put("MC_COLLECTOR_INTERVAL", "collector.interval_seconds");
    paths.put("MC_SHIPPER_TYPE", "shipper.type");
    paths.put("MC_SHIPPER_ENDPOINT", "shipper.endpoint");
    paths.put("MC_TLS_ENABLED", "shipper.tls.enabled");
    paths.put("MC_TLS_CERT_FILE", "shipper.tls.cert_file");
    paths.put("MC_TLS_KEY_FILE", "shipper.tls.key_file");
    paths.put("MC_TLS_CA_FILE", "shipper.tls.ca_file");
    paths.put("MC_TLS_SERVER_NAME", "shipper.tls.server_name");
    paths.put("MC_TLS_MIN_VERSION", "shipper.tls.min_version");
    paths.put("MC_TLS_INSECURE_SKIP_VERIFY", "shipper.tls.insecure_skip_verify");
    return Collections.unmodifiableMap(paths);
  }

  static boolean knows(String name) {
    return PATHS.containsKey(name) || name.equals("MC_LOG_LEVEL");
  }

  static Node.Mapping tree(Map<String, String> environment, List<String> warnings) {
    TreeBuilder tree = new TreeBuilder();
    PATHS.forEach((name, path) -> {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        put(tree, path, value, name, warnings);
      }
    });
    warnUnknown(environment, warnings);
    return tree.tree();
  }

  /// The label `node` that a DaemonSet wants: weaker than everything that is written.
  static Node.Mapping labels(Map<String, String> environment) {
    String node = environment.getOrDefault(NODE, "");
    TreeBuilder tree = new TreeBuilder();
    if (!node.isEmpty()) {
      tree.put("labels.node", node, new Origin.Variable(NODE));
    }
    return tree.tree();
  }

  private static void put(
      TreeBuilder tree, String path, String value, String name, List<String> warnings) {
    boolean flag = path.endsWith("enabled") || path.endsWith("verify");
    boolean number = path.endsWith("port") || path.endsWith("seconds");
    String text = flag ? flag(value) : number ? number(value) : value;
    if (text.isEmpty()) {
      String wanted = flag ? "neither true nor false" : "not a whole number";
      warnings.add("environment " + name + ": \"" + value + "\" is " + wanted + "; it is ignored");
    } else {
      tree.put(path, text, new Origin.Variable(name));
    }
  }

  private static String flag(String value) {
    return switch (value) {
      case "1", "t", "T", "TRUE", "true", "True" -> "true";
      case "0", "f", "F", "FALSE", "false", "False" -> "false";
      default -> "";
    };
  }

  private static String number(String value) {
    try {
      return Integer.toString(Integer.parseInt(value));
    } catch (NumberFormatException _) {
      return "";
    }
  }

  private static void warnUnknown(Map<String, String> environment, List<String> warnings) {
    for (String name : environment.keySet()) {
      if (name.startsWith("MC_") && !knows(name)) {
        Nearest.of(name, PATHS.keySet())
            .ifPresent(near ->
                warnings.add("environment " + name + " is not used; did you mean " + near + "?"));
      }
    }
  }
}
