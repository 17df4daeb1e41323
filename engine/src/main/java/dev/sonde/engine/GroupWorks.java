package dev.sonde.engine;

import dev.sonde.api.Time;
import java.util.function.Supplier;

/// What of the engine the groups work with.
record GroupWorks(
    Time time,
    Scheduler scheduler,
    Supplier<Pipeline> pipeline,
    Registry registry,
    LiveView live,
    Overflow journal,
    Hauls hauls) {}
