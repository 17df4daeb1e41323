package dev.sonde.receivers;

import dev.sonde.api.Caller;
import dev.sonde.api.Labels;
import dev.sonde.http.Request;
import dev.sonde.receivers.agents.Told;

/// Who brings something, as one request showed.
///
/// @param caller whom the doors have let in
/// @param labels that all it brings gets, unless the caller's own stand above them
/// @param told what it says of itself
public record Guest(Caller caller, Labels labels, Told told) {
  /// From the request with which it came.
  public static Guest of(Request request, Caller caller, Labels labels) {
    return new Guest(caller, labels, Told.of(request));
  }
}
