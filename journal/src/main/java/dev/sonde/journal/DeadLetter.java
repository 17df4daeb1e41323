package dev.sonde.journal;

import dev.sonde.api.BatchId;

/// A batch that a destination would not take, as it lies in the journal's folder.
///
/// @param file its name there
/// @param id which samples it was
/// @param millis when it was set aside, milliseconds since 1970
/// @param samples how many it holds
/// @param answer what the destination said; empty when that can't be read
public record DeadLetter(String file, BatchId id, long millis, int samples, String answer) {}
