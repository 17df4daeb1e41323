package dev.sonde.wire.scrape;

/// What was on a page.
///
/// @param places samples given to the sink
/// @param duplicates samples whose text before the value stood on the page already: not given
/// @param malformed lines passed over
/// @param malformedLine the first of them, counted from 1; 0 when there are none
/// @param malformedReason what is wrong with it, in words
/// @param exemplars how many there are; they are checked and given to nobody
/// @param creations times at which numbers began, where they are no samples: in protobuf; they are
///   checked and given to nobody
/// @param changed was a line defined, moved or gone?
public record PageSummary(
    int places,
    int duplicates,
    int malformed,
    int malformedLine,
    String malformedReason,
    int exemplars,
    int creations,
    boolean changed) {}
