package dev.sonde.collectors.container;

/// Where a container stands in its life. What is not known is NaN, 0 for instants and the process.
///
/// @param pid its first process
/// @param startMillis when it was last started
/// @param endMillis when it last ended
/// @param oomKilled 1 or 0
/// @param health unhealthy 0, healthy 1, starting 2
record Life(
    Status status,
    int pid,
    long startMillis,
    long endMillis,
    double restarts,
    double exitCode,
    double oomKilled,
    double health,
    double failingStreak) {
  /// All that is known is its state.
  static Life of(Status status) {
    return new Life(status, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /// It was started just now.
  Life started(long atMillis) {
    return new Life(
        Status.RUNNING,
        0,
        atMillis,
        endMillis,
        restarts,
        Double.NaN,
        oomKilled,
        health,
        failingStreak);
  }

  /// It has ended. Why, only inspecting it says.
  Life ended(long atMillis, double code) {
    return new Life(
        Status.EXITED,
        0,
        startMillis,
        atMillis,
        restarts,
        code,
        Double.NaN,
        Double.NaN,
        Double.NaN);
  }

  /// Writes what is known of it.
  ///
  /// @param nowMillis the run's instant
  void write(Vitals to, long nowMillis) {
    to.set(Vital.STATUS, status.number);
    to.set(Vital.RESTARTS, restarts);
    to.set(Vital.OOM_KILLED, oomKilled);
    to.set(Vital.EXIT_CODE, status.isOver() ? exitCode : Double.NaN);
    to.set(Vital.START_TIME, seconds(startMillis));
    to.set(Vital.END_TIME, seconds(endMillis));
    long until = status.isAlive() ? nowMillis : endMillis;
    if (startMillis > 0 && until > 0) {
      to.set(Vital.UPTIME, Math.max(0, until - startMillis) / 1000.0);
    }
    if (status.isAlive()) {
      to.set(Vital.HEALTH, health);
      to.set(Vital.FAILING_STREAK, failingStreak);
    }
  }

  private static double seconds(long millis) {
    return millis > 0 ? millis / 1000.0 : Double.NaN;
  }
}
