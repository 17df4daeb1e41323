package dev.sonde.delivery;

import java.time.Duration;
import java.util.Optional;

/// Why it did not go on.
///
/// @param held must a person mend something?
/// @param after when the destination wants to be asked again
record Trouble(boolean held, Optional<Duration> after, String why) {
  private static final int LONGEST = 500;

  Trouble {
    why = tidy(why);
  }

  static Trouble of(String why) {
    return new Trouble(false, Optional.empty(), why);
  }

  static Trouble of(Throwable thrown) {
    return of(text(thrown));
  }

  static String text(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }

  private static String tidy(String text) {
    String clipped = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return clipped.replaceAll("\\p{Cntrl}+", " ");
  }
}
