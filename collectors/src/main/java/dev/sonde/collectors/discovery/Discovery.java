package dev.sonde.collectors.discovery;

/// Finds targets, and says so whenever they have changed.
public interface Discovery {
  /// Looks until interrupted. Called once, on a virtual thread of its own. A failure is said to
  /// `out` and tried again; what was found before stands meanwhile. Its first look ends with
  /// [Findings#looked], also when it fails.
  void run(Findings out) throws InterruptedException;
}
