package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;

/// The key `format`.
final class FormatKeys {
  private FormatKeys() {}

  static PageFormat read(Settings in) {
    return in.choice(
        "format",
        PageFormat.AUTO,
        "What pages are written in; auto goes by content type and first bytes.");
  }
}
