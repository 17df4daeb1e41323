package dev.sonde.wire.otlp;

import dev.sonde.api.Kind;

/// A metric without its points.
///
/// @param given its name as the request has it
/// @param name as its series have it, without what tells parts of a histogram apart
/// @param unit in words
/// @param kind of its series
record MetricHead(String given, String name, String unit, String help, Kind kind) {}
