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

  /// Its time lies before 1970.
  static final Omission BEHIND = new Omission("before_1970", false);

  /// What its caller sent is no name, or no label.
  static final Omission BAD_LABELS = new Omission("bad_labels", false);

  /// There are as many callers as there may be.
  static final Omission TOO_MANY_CALLERS = new Omission("too_many_callers", false);

  /// Its caller may not write this metric.
  static final Omission NAME_NOT_ALLOWED = new Omission("name_not_allowed", false);

  /// Its caller has as many series as they may have.
  static final Omission KEY_SERIES = new Omission("max_series_of_key", false);

  private final String reason;
  private final boolean intended;

  /// @param reason one or two words
  /// @param intended filtered, or else refused
  Omission(String reason, boolean intended) {
    this.reason = reason;
    this.intended = intended;
  }

  /// Filtered, or else refused?
  boolean isIntended() {
    return intended;
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
