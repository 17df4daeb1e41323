package dev.sonde.http;

/// Answers requests. Called on the virtual thread of the connection, for many connections at once;
/// may block. The body of a request can be read until `handle` returns.
@FunctionalInterface
public interface Handler {
  /// @throws Exception answered with 500 and logged; nothing of it is shown to the peer
  Response handle(Request request) throws Exception;
}
