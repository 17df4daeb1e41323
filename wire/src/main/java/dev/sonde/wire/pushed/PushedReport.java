package dev.sonde.wire.pushed;

/// What became of a body.
///
/// @param accepted samples that the push has taken
/// @param keptOut samples that the push did not take: a limit, a processor, their time
/// @param refused what could not be read: an element of a list, a line, a collector, a number
/// @param problem the first of those, with its place, in words; else the first that lies in time
///   where no sample may; empty when there is none
/// @param errors collectors that reported an error instead of numbers
/// @param passedOver members that mean nothing here, and texts that were cut or left out as they
///   were too long or too many
public record PushedReport(
    int accepted, int keptOut, int refused, String problem, int errors, int passedOver) {}
