package dev.sonde.processors.filter;

import dev.sonde.api.Glob;
import dev.sonde.api.Settings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which series a filter is about: those whose name matches one of the names (any, when there are
/// none) and whose labels all match.
///
/// @param names patterns for the metric's name
/// @param labels patterns for the values of labels; an absent label has the empty value
public record FilterConfig(List<String> names, Map<String, String> labels) {
  public FilterConfig {
    names = List.copyOf(names);
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  static FilterConfig read(Settings in) {
    List<String> names =
        in.parsedList("name", List.of(), FilterConfig::pattern, "Patterns for the name: go_*");
    Map<String, String> labels = in.map("labels", "Patterns for values of labels: {device: loop*}");
    labels.forEach((name, pattern) -> check(in, name, pattern));
    if (names.isEmpty() && labels.isEmpty()) {
      in.problem("name", "a filter needs name or labels; write name: \"*\" to mean every series");
    }
    return new FilterConfig(names, labels);
  }

  private static String pattern(String text) {
    return new Glob(text).pattern();
  }

  private static void check(Settings in, String name, String pattern) {
    if (!pattern.isEmpty()) {
      try {
        pattern(pattern);
      } catch (IllegalArgumentException bad) {
        in.problem("labels", name + ": pattern \"" + pattern + "\" " + bad.getMessage());
      }
    }
  }
}
