package dev.sonde.processors.labels;

import dev.sonde.api.Glob;
import dev.sonde.api.Settings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What becomes of labels.
///
/// @param add names and values for series that have no such label
/// @param set names and values, whatever the series has
/// @param remove patterns for names
public record ChangeLabelsConfig(
    Map<String, String> add, Map<String, String> set, List<String> remove) {
  public ChangeLabelsConfig {
    add = Collections.unmodifiableMap(new TreeMap<>(add));
    set = Collections.unmodifiableMap(new TreeMap<>(set));
    remove = List.copyOf(remove);
  }

  static ChangeLabelsConfig read(Settings in) {
    var config =
        new ChangeLabelsConfig(
            in.map("add", "Labels for series that lack them: {env: prod}"),
            in.map("set", "Labels that every series gets, whatever it has: {env: prod}"),
            in.parsedList(
                "remove",
                List.of(),
                ChangeLabelsConfig::pattern,
                "Patterns for names: container_*"));
    check(in, "add", config.add);
    check(in, "set", config.set);
    if (config.add.isEmpty() && config.set.isEmpty() && config.remove.isEmpty()) {
      in.problem("add", "nothing to do; write add, set or remove");
    }
    return config;
  }

  private static String pattern(String text) {
    return new Glob(text).pattern();
  }

  private static void check(Settings in, String key, Map<String, String> labels) {
    labels.forEach((name, value) -> {
      if (name.isEmpty() || value.isEmpty()) {
        in.problem(key, "\"" + name + "\" has no name or no value; use remove to take one away");
      }
    });
  }
}
