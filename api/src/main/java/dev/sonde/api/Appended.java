package dev.sonde.api;

import java.time.Duration;

/// What became of a batch at the door to the journal.
public sealed interface Appended {
  /// It is safe; it will arrive.
  Appended ACCEPTED = new Accepted();

  /// It is safe; it will arrive.
  record Accepted() implements Appended {}

  /// It was not taken, nothing of it.
  ///
  /// @param reason one or two words, from a small set: it becomes a label
  /// @param retryAfter when it is worth trying again
  record Refused(String reason, Duration retryAfter) implements Appended {}
}
