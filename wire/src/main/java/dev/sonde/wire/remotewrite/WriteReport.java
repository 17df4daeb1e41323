package dev.sonde.wire.remotewrite;

/// What became of a request that could be read.
///
/// @param samples that are taken
/// @param histograms that are taken, and are no samples in this count
/// @param exemplars that are taken; each needs a sample of its series in the same request
/// @param refused samples, histograms and exemplars that can't be taken as they are; the push has
///   counted them by reason
/// @param keptOut samples and histograms that the push did not want
/// @param problem the first element that was refused and why, in words; empty when there is none
public record WriteReport(
    int samples, int histograms, int exemplars, int refused, int keptOut, String problem) {}
