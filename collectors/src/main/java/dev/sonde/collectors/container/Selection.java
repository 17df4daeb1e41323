package dev.sonde.collectors.container;

import dev.sonde.api.Glob;
import dev.sonde.api.Settings;
import java.util.List;

/// Which texts are wanted: those that match `include` and do not match `exclude`.
///
/// @param include empty for all
/// @param exclude empty for none
public record Selection(List<Glob> include, List<Glob> exclude) {
  /// Everything.
  public static final Selection ALL = new Selection(List.of(), List.of());

  public Selection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }

  /// Is a text wanted?
  public boolean accepts(String text) {
    return accepts(List.of(text));
  }

  /// Is something wanted that has several texts? One of them has to match `include`, and none
  /// `exclude`.
  public boolean accepts(List<String> texts) {
    return (include.isEmpty() || any(include, texts)) && !any(exclude, texts);
  }

  private static boolean any(List<Glob> globs, List<String> texts) {
    return globs.stream().anyMatch(glob -> texts.stream().anyMatch(glob::matches));
  }

  static Selection read(Settings settings, String what) {
    return new Selection(
        settings.parsedList(
            "include",
            List.of(),
            Glob::new,
            "Only containers whose " + what + " one of these matches; all when empty."),
        settings.parsedList(
            "exclude",
            List.of(),
            Glob::new,
            "No containers whose " + what + " one of these matches."));
  }
}
