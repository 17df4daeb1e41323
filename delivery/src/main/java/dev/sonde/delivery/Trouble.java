package dev.sonde.delivery;

import java.time.Duration;
import java.util.Optional;

/// Why it did not go on.
///
/// @param held must a person mend something?
/// @param after when the destination wants to be asked again
record Trouble(boolean held, Optional<Duration> after, String why) {
  Trouble {
    why = Words.tidy(why, Words.LINE);
  }

  static Trouble of(String why) {
    return new Trouble(false, Optional.empty(), why);
  }

  static Trouble of(Throwable thrown) {
    return of(Words.of(thrown));
  }
}
