package dev.sonde.api;

/// Where a receiver brings what others push. Safe for all threads.
public interface Reception {
  /// Begins to take something.
  ///
  /// @param from who pushes; the doors have let them in
  Push begin(Pusher from);
}
