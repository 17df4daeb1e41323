package dev.sonde.collectors.exec;

import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;

/// What all commands share.
record Tools(
    Time time,
    Surroundings surroundings,
    PipeThreads threads,
    OutputReaders readers,
    ProcessTree tree,
    Patience patience) {}
