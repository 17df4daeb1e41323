package dev.sonde.processors.relabel;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a rule does. Written in any case, as Prometheus reads it.
public enum Action {
  /// Sets `target_label` to `replacement` where the regex matches; to nothing takes it away.
  REPLACE,
  /// Goes on only where the regex matches.
  KEEP,
  /// Ends where the regex matches.
  DROP,
  /// Goes on only where the source labels are what `target_label` is.
  KEEPEQUAL,
  /// Ends where the source labels are what `target_label` is.
  DROPEQUAL,
  /// Sets `target_label` to the source labels' hash modulo `modulus`.
  HASHMOD,
  /// Copies labels whose names match to the names that `replacement` says.
  LABELMAP,
  /// Takes labels away whose names match.
  LABELDROP,
  /// Takes labels away whose names do not match.
  LABELKEEP,
  /// Sets `target_label` to the source labels in lower case.
  LOWERCASE,
  /// Sets `target_label` to the source labels in upper case.
  UPPERCASE;

  /// As it is written in a configuration.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Action parse(String text) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is no action; write " + words()));
  }

  static String words() {
    return Arrays.stream(values()).map(Action::word).collect(Collectors.joining(", "));
  }

  boolean needsTarget() {
    return switch (this) {
      case REPLACE, KEEPEQUAL, DROPEQUAL, HASHMOD, LOWERCASE, UPPERCASE -> true;
      case KEEP, DROP, LABELMAP, LABELDROP, LABELKEEP -> false;
    };
  }
}
