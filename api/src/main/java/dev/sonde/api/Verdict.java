package dev.sonde.api;

/// What a processor says of a series. Asked once per series, not once per sample.
public sealed interface Verdict {
  /// The series goes on as it is.
  Verdict KEEP = new Keep();

  /// The series goes on as it is.
  record Keep() implements Verdict {}

  /// Its samples are intentionally left out, and counted under this reason.
  ///
  /// @param reason one or two words, from a small set: it becomes a label
  record Drop(String reason) implements Verdict {}

  /// Its samples go on under another name, other labels, or both.
  record Becomes(String name, Labels labels) implements Verdict {}
}
