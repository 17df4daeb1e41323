package dev.sonde.http;

/// What came of one request.
sealed interface Answered<T> {
  /// An answer.
  record Here<T>(T result) implements Answered<T> {}

  /// It is elsewhere.
  record Elsewhere<T>(String location) implements Answered<T> {}
}
