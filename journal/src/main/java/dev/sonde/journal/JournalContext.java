package dev.sonde.journal;

import dev.sonde.api.Time;
import java.util.function.IntSupplier;

/// What a journal needs of the process it lives in.
///
/// @param indexes gives the index of a series that is read back: each number once in a process
/// @param machineId of this machine, empty when it is not known: a folder that turns up on another
///   one becomes another instance
/// @param died called when the journal's thread ends by a defect: nothing can be kept any more
public record JournalContext(Time time, IntSupplier indexes, String machineId, Runnable died) {}
