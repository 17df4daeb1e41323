package dev.sonde.wire.otlp;

/// What became of a request that could be read.
///
/// @param points data points that are taken; a histogram's is one, whatever series it becomes
/// @param keptOut data points that the push did not want, all of it or a part
/// @param rejected data points that can't be taken as they are; the push has counted them by reason
/// @param problem the first of these and why, in words; empty when there is none
public record OtlpReport(int points, int keptOut, int rejected, String problem) {
  /// The same with more to say.
  public OtlpReport and(String more) {
    return new OtlpReport(
        points, keptOut, rejected, problem.isEmpty() ? more : problem + "; " + more);
  }
}
