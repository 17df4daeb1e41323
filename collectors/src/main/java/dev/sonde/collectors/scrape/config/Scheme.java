package dev.sonde.collectors.scrape.config;

import java.util.Locale;

/// How a target is spoken to; relabelling may change it by `__scheme__`.
public enum Scheme {
  /// In the clear.
  HTTP,
  /// Over TLS.
  HTTPS;

  /// As it stands in a URL.
  public String shown() {
    return name().toLowerCase(Locale.ROOT);
  }
}
