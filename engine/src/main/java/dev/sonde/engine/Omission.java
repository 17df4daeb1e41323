package dev.sonde.engine;

/// What stands in a series' place when its samples are left out. One object for each reason, so
/// that a page's run of them is counted by comparing references.
final class Omission {
  /// Another series of the same page already goes by these labels.
  static final Omission DUPLICATE = new Omission("duplicate", false);

  /// There are as many series as there may be.
  static final Omission MAX_SERIES = new Omission("max_series", false);

  /// Its labels are too many or too long.
  static final Omission LABEL_LIMIT = new Omission("label_limit", false);

  /// Its time is too far ahead.
  static final Omission AHEAD = new Omission("too_far_ahead", false);

  private final String reason;
  private final boolean intended;

  /// @param reason one or two words
  /// @param intended filtered, or else refused
  Omission(String reason, boolean intended) {
    this.reason = reason;
    this.intended = intended;
  }

  void count(Tally in, long samples) {
    in.received(samples);
    if (intended) {
      in.filtered(reason, samples);
    } else {
      in.refused(reason, samples);
    }
  }
}
