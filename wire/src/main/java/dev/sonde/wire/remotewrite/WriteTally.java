package dev.sonde.wire.remotewrite;

import dev.sonde.api.Push;

/// What became of a request so far.
final class WriteTally {
  private int samples;
  private int histograms;
  private int exemplars;
  private int refused;
  private int keptOut;
  private String problem = "";

  void clear() {
    samples = 0;
    histograms = 0;
    exemplars = 0;
    refused = 0;
    keptOut = 0;
    problem = "";
  }

  /// @param taken did the push want it?
  void sample(boolean taken) {
    samples += taken ? 1 : 0;
    keptOut += taken ? 0 : 1;
  }

  /// @param taken did the push want it?
  void histogram(boolean taken) {
    histograms += taken ? 1 : 0;
    keptOut += taken ? 0 : 1;
  }

  void exemplar() {
    exemplars++;
  }

  boolean isFirst() {
    return problem.isEmpty();
  }

  /// @param of what is refused, samples or histograms
  void refuse(Push push, String reason, int of) {
    refused += of;
    if (of > 0) {
      push.refuse(reason, of);
    }
  }

  /// Exemplars are no samples: nobody counts them but the report.
  void refuseExemplars(int of) {
    refused += of;
  }

  /// Only the first is kept.
  void problem(String words) {
    problem = problem.isEmpty() ? words : problem;
  }

  WriteReport report() {
    return new WriteReport(samples, histograms, exemplars, refused, keptOut, problem);
  }
}
