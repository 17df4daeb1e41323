package dev.sonde.app.config;

import dev.sonde.engine.config.Nearest;
import dev.sonde.engine.config.Node;
import dev.sonde.engine.config.Origin;
import dev.sonde.engine.config.Problem;
import dev.sonde.engine.config.Problems;
import dev.sonde.engine.config.TreeBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// A set of defaults that makes Sonde behave as one of the systems it stands in for.
public enum Profile {
  /// Sonde's own habits.
  AGENT,
  /// metricsd's.
  METRICSD,
  /// Those of the live metrics service.
  LIVE_SERVICE,
  /// Those of the metrics push client.
  PUSH_CLIENT;

  /// The type of store that keeps nothing.
  public static final String NO_STORE = "none";

  static final String METRICSD_INTERVAL = "60s";

  private static final List<String> STAGES =
      List.of("failed to read", "failed to parse", "invalid configuration");

  /// As it is written: lower case with `-`.
  public String shown() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Reads a profile's name.
  ///
  /// @throws IllegalArgumentException with a message that reads on after the value
  public static Profile parse(String text) {
    List<String> known = new ArrayList<>();
    for (Profile profile : values()) {
      if (profile.shown().equals(text.replace('_', '-'))) {
        return profile;
      }
      known.add(profile.shown());
    }
    throw new IllegalArgumentException(
        "is not one of " + String.join(", ", known) + Nearest.hint(text, known));
  }

  /// With which code a bad configuration ends the program.
  public int badConfigurationExitCode() {
    return this == METRICSD ? 1 : 78;
  }

  /// In which order mistakes are told: by place, or as metricsd would come upon them.
  public List<Problem> inOrder(Problems problems) {
    return this == METRICSD
        ? problems.sorted(Comparator.comparingInt(Profile::stage))
        : problems.sorted();
  }

  private static int stage(Problem problem) {
    for (int stage = 0; stage < STAGES.size(); stage++) {
      if (problem.message().startsWith(STAGES.get(stage))) {
        return stage;
      }
    }
    return STAGES.size();
  }

  /// The type of the store where nobody says another.
  String store() {
    return switch (this) {
      case AGENT, PUSH_CLIENT -> "embedded";
      case METRICSD -> NO_STORE;
      case LIVE_SERVICE -> LiveService.STORE;
    };
  }

  /// The keys that this profile sets.
  ///
  /// @param store the type of the store
  Node.Mapping defaults(String store) {
    return switch (this) {
      case AGENT -> Node.Mapping.EMPTY;
      case METRICSD -> metricsd();
      case LIVE_SERVICE -> {
        TreeBuilder defaults = defaults("5s", "0.0.0.0:9100");
        if (store.equals(LiveService.STORE)) {
          LiveService.defaults(defaults, origin());
        }
        yield defaults.tree();
      }
      case PUSH_CLIENT -> defaults("300s", "127.0.0.1:9100").tree();
    };
  }

  private TreeBuilder defaults(String interval, String listen) {
    TreeBuilder defaults = new TreeBuilder();
    defaults.put("profile", shown(), origin());
    defaults.put("interval", interval, origin());
    defaults.put("server.listen", listen, origin());
    return defaults;
  }

  /// Its README leaves GPUs out unless they are asked for.
  private Node.Mapping metricsd() {
    TreeBuilder defaults = defaults(METRICSD_INTERVAL, "0.0.0.0:8080");
    defaults.put("collectors.gpu.enabled", "false", origin());
    return defaults.tree();
  }

  private Origin origin() {
    return new Origin.OfProfile(shown());
  }
}
