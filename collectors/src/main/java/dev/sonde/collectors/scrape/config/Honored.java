package dev.sonde.collectors.scrape.config;

/// What a target may say for itself.
///
/// @param labels where a page has a label of the target's, does the page's stand? Else it is kept
///   as `exported_…`
/// @param timestamps do times on the page count, or that of the scrape?
/// @param timestampStaleness does a series with a time of its own end when it is gone from the
///   page?
public record Honored(boolean labels, boolean timestamps, boolean timestampStaleness) {
  /// As Prometheus has it.
  public static final Honored USUAL = new Honored(false, true, false);
}
