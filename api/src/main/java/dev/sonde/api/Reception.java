package dev.sonde.api;

/// Where a receiver brings what others push. Safe for all threads.
public interface Reception {
  /// Begins to take something.
  ///
  /// @param from who pushes; the doors have let them in
  /// @param more labels that all of it gets, unless the caller's own stand above them
  Push begin(Caller from, Labels more);

  /// The same without any.
  default Push begin(Caller from) {
    return begin(from, Labels.NONE);
  }
}
