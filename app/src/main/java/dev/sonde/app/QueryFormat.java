package dev.sonde.app;

import java.util.Locale;

/// What `sonde query` prints.
enum QueryFormat {
  TABLE,
  CSV,
  JSON;

  static QueryFormat parse(String word) throws UsageException {
    for (QueryFormat each : values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new UsageException("\"" + word + "\" is no format; there are table, csv, json");
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
