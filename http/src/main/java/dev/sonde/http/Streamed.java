package dev.sonde.http;

/// How an answer without end came to its end.
///
/// @param end who ended it
public record Streamed(int status, HeaderLines headers, End end) {
  /// Who ended it.
  public enum End {
    /// The server, in good order.
    SERVER,
    /// The reader wanted no more.
    READER,
    /// Nothing came for as long as was allowed.
    QUIET
  }
}
