package dev.sonde.engine;

import dev.sonde.api.Intake;
import dev.sonde.api.Time;
import java.util.function.Supplier;

/// What of the engine the receivers work with.
///
/// @param live what others pushed
record InletWorks(
    Time time,
    Scheduler scheduler,
    Supplier<Pipeline> pipeline,
    Tenants tenants,
    Families families,
    LiveView live,
    Intake intake,
    Hauls hauls) {}
