package dev.sonde.api;

import java.time.Duration;

/// What became of a batch at the door to the journal.
public sealed interface Appended {
  /// It is safe; it will arrive.
  Appended ACCEPTED = new Accepted();

  /// It was here before and is safe; nothing was taken.
  Appended REPEATED = new Repeated();

  /// It is safe; it will arrive.
  record Accepted() implements Appended {}

  /// It was here before and is safe; nothing was taken. Its sender may forget it.
  record Repeated() implements Appended {}

  /// It was not taken, nothing of it.
  ///
  /// @param reason one or two words, from a small set: it becomes a label
  /// @param retryAfter when it is worth trying again
  record Refused(String reason, Duration retryAfter) implements Appended {}
}
