package dev.sonde.api.store;

/// What a [Store] holds.
///
/// @param bytes that its history takes, on this machine's disk or another's
/// @param series that it knows
/// @param days (UTC) that have history, thinned-out ones too
/// @param damaged places that were found damaged and left out, since it was made
public record Holding(long bytes, long series, int days, long damaged) {}
