package dev.sonde.collectors.scrape.config;

import dev.sonde.api.Settings;

/// What Prometheus' file has that Sonde does without: named, never passed over in silence.
final class Foreign {
  private static final String HISTOGRAMS =
      "is not used: histograms are kept as their page has them";

  private Foreign() {}

  /// At the top of the file.
  static void ofFile(Settings in) {
    in.unused("rule_files", "is not used: Sonde evaluates no rules");
    in.unused("alerting", "is not used: Sonde sends no alerts");
    in.unused("remote_write", "is not used: write shippers in Sonde's own configuration");
    in.unused("remote_read", "is not used: Sonde reads from no other storage");
    in.unused("storage", "is not used: how much is kept says journal in Sonde's own configuration");
    in.unused("tracing", "is not used: Sonde sends no traces");
    in.unused("otlp", "is not used: Sonde receives no OTLP here");
    in.unused("runtime", "is not used: it is about Prometheus' own process");
  }

  /// In `global`.
  static void ofGlobal(Settings in) {
    in.unused(
        "external_labels",
        "is not used: write them as labels in Sonde's own configuration, for all or for one"
            + " shipper");
    in.unused("evaluation_interval", "is not used: Sonde evaluates no rules");
    in.unused("rule_query_offset", "is not used: Sonde evaluates no rules");
    in.unused("query_log_file", "is not used: Sonde answers no queries");
    ofBoth(in);
  }

  /// In a job.
  static void ofJob(Settings in) {
    in.unused("scrape_classic_histograms", "is not used: write always_scrape_classic_histograms");
    in.unused("native_histogram_bucket_limit", HISTOGRAMS);
    in.unused("native_histogram_min_bucket_factor", HISTOGRAMS);
    ofBoth(in);
  }

  private static void ofBoth(Settings in) {
    in.unused("convert_classic_histograms_to_nhcb", HISTOGRAMS);
    in.unused("extra_scrape_metrics", "is not used: scrape_sample_limit and the like are not made");
    in.unused(
        "scrape_failure_log_file", "is not used: /targets and the log say why a scrape failed");
  }
}
