package dev.sonde.collectors.exec;

import dev.sonde.api.Family;
import java.util.List;

/// What is said of each command.
public final class ExecFamilies {
  static final Family UP =
      Family.gauge("sonde_exec_up", "", "1 when the command's last run was good, 0 when not.");
  static final Family DURATION =
      Family.gauge("sonde_exec_duration_seconds", "seconds", "How long the last run took.");
  static final Family SAMPLES =
      Family.gauge("sonde_exec_samples", "", "Samples that the last run brought.");
  static final Family CODE =
      Family.gauge(
          "sonde_exec_exit_code",
          "",
          "What the command ended with, 128 and the signal's number when a signal ended it; absent"
              + " when it did not start.");

  private ExecFamilies() {}

  /// All of them, in the order in which they are recorded.
  public static List<Family> all() {
    return List.of(UP, DURATION, SAMPLES, CODE);
  }
}
