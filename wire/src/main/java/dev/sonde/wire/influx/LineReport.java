package dev.sonde.wire.influx;

/// What was found in lines.
///
/// @param lines that could be read; neither comments nor empty ones
/// @param numbers given to the sink: whole and broken numbers, and truth as 1 and 0
/// @param texts fields that are text, which is no sample
/// @param malformed lines passed over, with all their fields
/// @param malformedLine the first of them, counted from 1; 0 when there are none
/// @param malformedReason what is wrong with it, in words
public record LineReport(
    int lines, int numbers, int texts, int malformed, int malformedLine, String malformedReason) {}
