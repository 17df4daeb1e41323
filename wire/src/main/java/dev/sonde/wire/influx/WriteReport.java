package dev.sonde.wire.influx;

/// What became of lines that were pushed.
///
/// @param lines what was found in them
/// @param accepted numbers that the push has taken
/// @param keptOut numbers that it did not take: a limit, a processor, their time
/// @param refused numbers of series that can't be: two tags have one name
public record WriteReport(LineReport lines, int accepted, int keptOut, int refused) {}
