package dev.sonde.shippers.httpjson;

import dev.sonde.api.Settings;
import dev.sonde.shippers.http.HttpConfig;

/// What can be chosen about `http_json`.
///
/// @param gzip are bodies compressed?
/// @param timestamps what is done with samples of several instants
public record HttpJsonConfig(HttpConfig http, boolean gzip, Timestamps timestamps) {
  /// How a body says when its samples were taken.
  public enum Timestamps {
    /// A metric taken in another second than the body's `timestamp` has one of its own.
    SAMPLE,
    /// There is one `timestamp`, that of the newest sample.
    BATCH
  }

  static HttpJsonConfig read(Settings settings) {
    return new HttpJsonConfig(
        HttpConfig.read(settings),
        settings.flag("gzip", false, "Compress bodies. The receiver has to understand it."),
        settings.choice(
            "timestamps",
            Timestamps.SAMPLE,
            "sample: a metric of another second than the body's has a timestamp of its own;"
                + " batch: one timestamp for all."));
  }
}
