package dev.sonde.engine;

import dev.sonde.api.Time;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What of the engine the generators work with.
///
/// @param producers makes a place in the engine
/// @param random spreads the pauses of many Sondes that lost the same peer
record GeneratorWorks(
    Time time,
    Scheduler scheduler,
    Supplier<Pipeline> pipeline,
    Supplier<Producer> producers,
    RandomGenerator random) {}
