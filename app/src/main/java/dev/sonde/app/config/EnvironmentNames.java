package dev.sonde.app.config;

import dev.sonde.engine.config.Durations;
import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.Problems;
import dev.sonde.engine.config.TreeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The environment names of the programs that Sonde stands in for, metricsd's `MC_…` aside.
final class EnvironmentNames {
  private static final List<String> LIVE =
      List.of("METRICS_INTERVAL_LIVE", "METRICS_INTERVAL_PERSIST");
  private static final List<String> LATER =
      List.of(
          "METRICS_INTERVAL_PERSIST",
          "METRICS_RETENTION_DAYS",
          "METRICS_SERVER_URL",
          "METRICS_API_KEY",
          "METRICS_CLIENT_ID",
          "METRICS_TIMEOUT",
          "METRICS_RETRY_ATTEMPTS",
          "METRICS_DB_PATH");
  private static final List<String> POSTGRES =
      List.of(
          "POSTGRES_HOST",
          "POSTGRES_PORT",
          "POSTGRES_USER",
          "POSTGRES_DB",
          "POSTGRES_PASSWORD",
          "POSTGRES_PASSWORD_FILE",
          "POSTGRES_POOL_MIN",
          "POSTGRES_POOL_MAX");

  private final Map<String, String> environment;
  private final Profile profile;
  private final Problems problems;
  private final List<String> warnings;

  EnvironmentNames(
      Map<String, String> environment, Profile profile, Problems problems, List<String> warnings) {
    this.environment = environment;
    this.profile = profile;
    this.problems = problems;
    this.warnings = warnings;
  }

  /// What the names set. Names that count for nothing here are warned about, in one line each kind.
  Node.Mapping layer() {
    TreeBuilder tree = new TreeBuilder();
    seconds("METRICS_COLLECTION_INTERVAL", "interval", tree);
    if (profile == Profile.LIVE_SERVICE) {
      seconds("METRICS_INTERVAL_LIVE", "interval", tree);
    }
    warnUnused();
    return tree.tree();
  }

  private void seconds(String name, String path, TreeBuilder tree) {
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      return;
    }
    Origin origin = new Origin.Variable(name);
    char last = value.charAt(value.length() - 1);
    boolean bare = last >= '0' && last <= '9';
    try {
      Durations.parse(bare ? value + "s" : value);
      tree.put(path, bare ? value + "s" : value, origin);
    } catch (IllegalArgumentException _) {
      problems.add(origin, "\"" + value + "\" is not a number of seconds, such as 30");
    }
  }

  private void warnUnused() {
    List<String> later = set(LATER);
    List<String> elsewhere = new ArrayList<>();
    if (profile == Profile.LIVE_SERVICE) {
      later.addAll(set(POSTGRES));
    } else {
      later.removeAll(LIVE);
      elsewhere.addAll(set(LIVE));
    }
    warn(later, "not used by this version yet");
    warn(elsewhere, "used only in profile live-service");
    if (profile != Profile.METRICSD) {
      warn(metricsd(), "used only in profile metricsd");
    }
  }

  private List<String> set(List<String> names) {
    List<String> set = new ArrayList<>();
    for (String name : names) {
      if (!environment.getOrDefault(name, "").isEmpty()) {
        set.add(name);
      }
    }
    return set;
  }

  private List<String> metricsd() {
    List<String> set = new ArrayList<>();
    for (String name : environment.keySet()) {
      if (MetricsdEnvironment.knows(name)) {
        set.add(name);
      }
    }
    set.sort(null);
    return set;
  }

  private void warn(List<String> names, String what) {
    if (!names.isEmpty()) {
      warnings.add("environment " + String.join(", ", names) + ": " + what);
    }
  }
}
