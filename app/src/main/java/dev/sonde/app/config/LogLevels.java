package dev.sonde.app.config;

import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.TreeBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The log level as the documents' programs take it: in any case, with the names of Python, and
/// `info` with a warning when it is unknown.
final class LogLevels {
  private final List<String> warnings;

  LogLevels(List<String> warnings) {
    this.warnings = warnings;
  }

  /// The first of `MC_LOG_LEVEL` (metricsd's), `METRICS_LOG_LEVEL` and `LOG_LEVEL` that is set.
  Node.Mapping environment(Map<String, String> environment, Profile profile) {
    for (String name : new String[] {"MC_LOG_LEVEL", "METRICS_LOG_LEVEL", "LOG_LEVEL"}) {
      String value = environment.getOrDefault(name, "");
      boolean counts = profile == Profile.METRICSD || !name.startsWith("MC_");
      if (!value.isBlank() && counts) {
        return tree(value, new Origin.Variable(name));
      }
    }
    return Node.Mapping.EMPTY;
  }

  /// What the flag `-log-level` says.
  Node.Mapping flag(String value) {
    return tree(value, new Origin.Flag("-log-level"));
  }

  private Node.Mapping tree(String value, Origin origin) {
    TreeBuilder tree = new TreeBuilder();
    tree.put("log.level", level(value, origin), origin);
    return tree.tree();
  }

  private String level(String value, Origin origin) {
    return switch (value.strip().toLowerCase(Locale.ROOT)) {
      case "debug", "trace", "notset" -> "debug";
      case "info" -> "info";
      case "warn", "warning" -> "warn";
      case "error", "critical", "fatal" -> "error";
      default -> {
        warnings.add(
            origin + ": \"" + value + "\" is not one of debug, info, warn, error; info is used");
        yield "info";
      }
    };
  }
}
