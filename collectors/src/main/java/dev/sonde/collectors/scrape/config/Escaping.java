package dev.sonde.collectors.scrape.config;

import java.util.stream.Stream;

/// How a target is asked to write names that are more than letters, digits, `_` and `:`.
public enum Escaping {
  /// As they are.
  ALLOW_UTF_8("allow-utf-8"),
  /// With `_` for what is not allowed.
  UNDERSCORES("underscores"),
  /// With dots kept apart from underscores.
  DOTS("dots"),
  /// So that they can be turned back.
  VALUES("values");

  private final String written;

  Escaping(String written) {
    this.written = written;
  }

  String written() {
    return written;
  }

  static Escaping parse(String text) {
    for (Escaping each : values()) {
      if (each.written.equals(text)) {
        return each;
      }
    }
    String all = String.join(", ", Stream.of(values()).map(Escaping::written).toList());
    throw new IllegalArgumentException("is not one of " + all);
  }
}
