package dev.sonde.framework;

import java.util.Map;

/// One container and its numbers at one instant.
///
/// @param beganNanos when the reading began
/// @param newcomer did the reading before not have its CPU time?
/// @param absent what could not be read, and why
record SingleReading(
    long beganNanos, boolean newcomer, Measured measured, Map<String, String> absent) {}
