package dev.sonde.http;

import dev.sonde.api.Caller;

/// Answers requests of those whom a door has let in; called as [Handler] is.
@FunctionalInterface
public interface CallerHandler {
  /// @param caller who asks; nothing of the body has been read yet
  /// @throws Exception answered with 500 and logged; nothing of it is shown to the peer
  Response handle(Request request, Caller caller) throws Exception;
}
