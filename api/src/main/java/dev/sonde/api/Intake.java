package dev.sonde.api;

/// The door to the journal: where a batch goes to be kept. May be called from many threads.
public interface Intake {
  /// Takes a batch, and returns when it is as safe as the journal's settings promise. The batch is
  /// the caller's again once this returns. Waits for the disk, not for destinations; an interrupt
  /// does not end the wait.
  Appended append(Batch batch, Origin origin);

  /// Says what is known about a name. Costs little when it is already known; what is said last
  /// stands. Whoever keeps no families does nothing.
  default void describe(Family family) {}
}
