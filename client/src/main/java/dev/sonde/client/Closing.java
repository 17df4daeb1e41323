package dev.sonde.client;

/// What was left when a sink was closed, in samples.
///
/// @param pending wait in the folder, and go on to the hub at the next start; with no folder, they
///   are lost
/// @param lost were taken in memory and could not be brought to the journal; none unless the disk
///   fails or does not answer
public record Closing(long pending, long lost) {}
