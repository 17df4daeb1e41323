package dev.sonde.wire.otlp;

import dev.sonde.api.Push;

/// What became of a request so far.
final class OtlpTally {
  private static final int LONGEST_NAME = 100;

  private int points;
  private int keptOut;
  private int rejected;
  private String problem = "";

  void clear() {
    points = 0;
    keptOut = 0;
    rejected = 0;
    problem = "";
  }

  /// @param whole is all of it taken?
  void point(boolean whole) {
    points += whole ? 1 : 0;
    keptOut += whole ? 0 : 1;
  }

  /// @param reason for the push to count by
  /// @param metric as the request names it
  void reject(Push push, String reason, String metric, String why) {
    rejected++;
    push.refuse(reason, 1);
    if (problem.isEmpty()) {
      boolean small = metric.length() <= LONGEST_NAME;
      problem = (small ? metric : metric.substring(0, LONGEST_NAME) + "…") + ": " + why;
    }
  }

  OtlpReport report() {
    return new OtlpReport(points, keptOut, rejected, problem);
  }
}
