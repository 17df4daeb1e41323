package dev.sonde.processors.labels;

import dev.sonde.api.Settings;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What is called otherwise, old names to new ones.
///
/// @param names of metrics
/// @param labels names of labels
public record RenameConfig(Map<String, String> names, Map<String, String> labels) {
  public RenameConfig {
    names = Collections.unmodifiableMap(new TreeMap<>(names));
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  static RenameConfig read(Settings in) {
    var config =
        new RenameConfig(
            in.map("names", "Metrics: {old_name: new_name}"),
            in.map("labels", "Labels: {old_name: new_name}"));
    check(in, "names", config.names);
    check(in, "labels", config.labels);
    if (config.names.isEmpty() && config.labels.isEmpty()) {
      in.problem("names", "nothing to rename; write names or labels, such as {old: new}");
    }
    return config;
  }

  private static void check(Settings in, String key, Map<String, String> renames) {
    renames.forEach((from, to) -> {
      if (from.isEmpty() || to.isEmpty()) {
        in.problem(key, "\"" + from + "\" to \"" + to + "\" lacks a name; write {old: new}");
      }
    });
  }
}
