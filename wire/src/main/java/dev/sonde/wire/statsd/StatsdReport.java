package dev.sonde.wire.statsd;

/// What was found in a packet, or a stretch of a stream.
///
/// @param values taken
/// @param ignored events and service checks of DogStatsD, and fields of it that mean nothing here
/// @param refused values and lines that can't be taken
/// @param problem what is wrong with the first of those, in words; empty when there are none
public record StatsdReport(int values, int ignored, int refused, String problem) {}
