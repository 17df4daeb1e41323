package dev.sonde.collectors.scrape.config;

/// How much is taken. Every one is a bound: there is no "unlimited".
///
/// @param bodyBytes of one page, decompressed; a longer one fails the scrape
/// @param samples of one page after relabelling; more fail the scrape
/// @param labels of one series
/// @param labelNameBytes of one label's name
/// @param labelValueBytes of one label's value
/// @param targets of one job after relabelling; more fail all of them
/// @param droppedTargets of one job, kept to be shown
public record Limits(
    long bodyBytes,
    int samples,
    int labels,
    int labelNameBytes,
    int labelValueBytes,
    int targets,
    int droppedTargets) {
  /// Far above what applications show, far below what would hurt. Those of labels lie above what
  /// the whole program takes by default: a series with too many costs itself, not its page.
  public static final Limits USUAL =
      new Limits(64L << 20, 500_000, 128, 512, 16 << 10, 20_000, 1_000);

  /// The highest that can be set.
  public static final Limits HIGHEST =
      new Limits(1L << 30, 50_000_000, 1_000, 1 << 16, 1 << 20, 1_000_000, 1_000_000);

  /// @throws IllegalArgumentException for one that is not positive
  public Limits {
    if (bodyBytes < 1 || samples < 1 || labels < 1 || labelNameBytes < 1 || labelValueBytes < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
    if (targets < 1 || droppedTargets < 0) {
      throw new IllegalArgumentException("a limit of targets is at least 1");
    }
  }
}
