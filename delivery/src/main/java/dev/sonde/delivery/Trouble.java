package dev.sonde.delivery;

import java.time.Duration;
import java.util.Optional;

/// Why it did not go on.
///
/// @param mend what a person must mend before it can go on, empty when nothing
/// @param after when the destination wants to be asked again
record Trouble(String mend, Optional<Duration> after, String why) {
  Trouble {
    why = Words.tidy(why, Words.LINE);
  }

  static Trouble of(String why) {
    return retry(Optional.empty(), why);
  }

  /// @param after when the destination wants to be asked again
  static Trouble retry(Optional<Duration> after, String why) {
    return new Trouble("", after, why);
  }

  static Trouble held(String mend, String why) {
    return new Trouble(mend, Optional.empty(), why);
  }

  boolean held() {
    return !mend.isEmpty();
  }

  static Trouble of(Throwable thrown) {
    return of(Words.of(thrown));
  }
}
