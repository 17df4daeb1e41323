package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;

/// What targets may say for themselves.
final class HonoredKeys {
  private HonoredKeys() {}

  static Honored read(Settings in) {
    Honored usual = Honored.USUAL;
    return new Honored(
        in.flag(
            "honor_labels",
            usual.labels(),
            "Where a page has a label of the target's, does the page's stand? Else it is kept as"
                + " exported_NAME."),
        in.flag(
            "honor_timestamps",
            usual.timestamps(),
            "Do times on the page count, or that of the scrape?"),
        in.flag(
            "track_timestamps_staleness",
            usual.timestampStaleness(),
            "Does a series with a time of its own end when it is gone from the page?"));
  }
}
