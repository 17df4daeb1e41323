package dev.sonde.collectors.host;

import dev.sonde.api.Glob;
import dev.sonde.api.Settings;
import java.util.List;

/// Which names are wanted: those that match `include` and do not match `exclude`.
///
/// @param include empty for all
/// @param exclude empty for none
public record Filter(List<Glob> include, List<Glob> exclude) {
  /// Everything.
  public static final Filter ALL = new Filter(List.of(), List.of());

  public Filter {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /// Is a name wanted?
  public boolean accepts(String name) {
    return (include.isEmpty() || includes(name)) && !excludes(name);
  }

  boolean includes(String name) {
    return include.stream().anyMatch(glob -> glob.matches(name));
  }

  boolean excludes(String name) {
    return exclude.stream().anyMatch(glob -> glob.matches(name));
  }

  static Filter read(Settings settings, String what) {
    return new Filter(
        settings.parsedList(
            "include",
            List.of(),
            Glob::new,
            "Only " + what + " that match one of these; all when empty."),
        settings.parsedList(
            "exclude", List.of(), Glob::new, "No " + what + " that match one of these."));
  }
}
