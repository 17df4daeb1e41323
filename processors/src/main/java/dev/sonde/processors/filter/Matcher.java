package dev.sonde.processors.filter;

import dev.sonde.api.Glob;
import dev.sonde.api.Labels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tells the series a filter is about from the others.
final class Matcher {
  private final List<Glob> names;
  private final Map<String, @Nullable Glob> labels = new TreeMap<>();

  Matcher(FilterConfig config) {
    names = config.names().stream().map(Glob::new).toList();
    config.labels().forEach((name, value) -> labels.put(name, globOrAbsent(value)));
  }

  boolean matches(String name, Labels of) {
    return (names.isEmpty() || names.stream().anyMatch(glob -> glob.matches(name)))
        && labels.entrySet().stream()
            .allMatch(each -> matches(each.getValue(), of.value(each.getKey())));
  }

  private static boolean matches(@Nullable Glob glob, @Nullable String value) {
    String text = value == null ? "" : value;
    return glob == null ? text.isEmpty() : glob.matches(text);
  }

  private static @Nullable Glob globOrAbsent(String pattern) {
    return pattern.isEmpty() ? null : new Glob(pattern);
  }
}
