package dev.sonde.app.config;

import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.Problems;
import dev.sonde.engine.config.TreeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The environment names of the programs that Sonde stands in for, metricsd's `MC_…` aside.
final class EnvironmentNames {
  private static final String RETENTION = "METRICS_RETENTION_DAYS";
  private static final int LONGEST_DAYS = 36_500;
  private static final List<String> LIVE =
      List.of("METRICS_INTERVAL_LIVE", "METRICS_INTERVAL_PERSIST");
  private static final List<String> RETRIES = List.of("METRICS_RETRY_ATTEMPTS");
  private static final List<String> DATABASE = List.of("METRICS_DB_PATH");

  private final Variables variables;
  private final Profile profile;
  private final String store;
  private final List<String> warnings;

  /// @param store the type of the store, `none` for none
  EnvironmentNames(
      Map<String, String> environment,
      Profile profile,
      String store,
      Problems problems,
      List<String> warnings) {
    this.variables = new Variables(environment, problems);
    this.profile = profile;
    this.store = store;
    this.warnings = warnings;
  }

  /// What the names set. Names that count for nothing here are warned about, in one line each kind.
  Node.Mapping layer() {
    TreeBuilder tree = new TreeBuilder();
    variables.seconds("METRICS_COLLECTION_INTERVAL", "interval", tree);
    variables.seconds("METRICS_TIMEOUT", "timeout", tree);
    if (profile == Profile.LIVE_SERVICE) {
      variables.seconds("METRICS_INTERVAL_LIVE", "interval", tree);
      if (inPostgres()) {
        new LiveService(variables, warnings).put(tree);
      }
    }
    if (profile == Profile.PUSH_CLIENT) {
      new PushClient(variables).put(tree);
    }
    if (keeps()) {
      retention(tree);
    }
    warnUnused();
    return tree.tree();
  }

  private void retention(TreeBuilder tree) {
    variables
        .number(RETENTION, 1, LONGEST_DAYS)
        .ifPresent(days -> tree.put("store.retention", days + "d", new Origin.Variable(RETENTION)));
  }

  private boolean keeps() {
    return !store.equals(Profile.NO_STORE);
  }

  private boolean inPostgres() {
    return store.equals(LiveService.STORE);
  }

  private void warnUnused() {
    if (profile != Profile.PUSH_CLIENT) {
      warn(variables.set(PushClient.NAMES), "used only in profile push-client");
    }
    warn(
        variables.set(RETRIES),
        "used only in a CollectorRegistry; here a run that failed comes round at its next interval");
    warn(variables.set(DATABASE), "not used: Sonde keeps history in data_dir");
    if (profile != Profile.LIVE_SERVICE) {
      warn(variables.set(LIVE), "used only in profile live-service");
    } else if (!inPostgres()) {
      List<String> unused = variables.set(List.of(LIVE.getLast()));
      unused.addAll(variables.set(LiveService.NAMES));
      warn(unused, "used only with store.type: postgres");
    }
    if (!keeps()) {
      warn(variables.set(List.of(RETENTION)), "used only where history is kept");
    }
    if (profile != Profile.METRICSD) {
      warn(metricsd(), "used only in profile metricsd");
    }
  }

  private List<String> metricsd() {
    List<String> set = new ArrayList<>();
    for (String name : variables.environment().keySet()) {
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
