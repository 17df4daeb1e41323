package dev.sonde.client.micrometer;

import dev.sonde.client.SinkStatus;

/// How a registry is doing.
///
/// @param published publications of which all was taken
/// @param brokenOff publications that ended early, as the journal took nothing; what they did not
///   read, the next one does
/// @param held samples that were read and not taken, and are handed in again first
/// @param shadowed meters that are left out, whole or in part, as another is the same series
/// @param complaints what was wrong with meters, each time that it was met
/// @param sink what became of samples that were taken
public record RegistryStatus(
    long published, long brokenOff, int held, int shadowed, long complaints, SinkStatus sink) {}
