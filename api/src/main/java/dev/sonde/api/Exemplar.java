package dev.sonde.api;

/// One observation that a number was made of, such as the request whose trace is named.
///
/// @param labels what leads to it: `trace_id`
/// @param value the observation
/// @param timeMillis when it was made: milliseconds since 1970, UTC; the sample's time when its
///   source does not say
public record Exemplar(Labels labels, double value, long timeMillis) implements Extra {}
