package dev.sonde.app;

import java.util.Locale;

/// How `once` prints.
enum OnceFormat {
  TABLE,
  PROMETHEUS,
  JSON;

  static OnceFormat parse(String word) throws UsageException {
    try {
      return valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new UsageException("\"" + word + "\" is no format; there are table, prometheus, json");
    }
  }
}
