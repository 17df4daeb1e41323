package dev.sonde.api;

import java.util.List;

/// The door to the journal: where a batch goes to be kept. May be called from many threads.
public interface Intake {
  /// Takes a batch, and returns when it is as safe as the journal's settings promise. The batch is
  /// the caller's again once this returns. Waits for the disk, not for destinations; an interrupt
  /// does not end the wait.
  Appended append(Batch batch, Origin origin);

  /// The same with notes: they are as safe as the batch when this returns [Appended.Accepted], and
  /// nothing of them is kept otherwise. Whoever keeps no notes does without.
  ///
  /// @param notes not changed until this returns
  default Appended append(Batch batch, Origin origin, List<Note> notes) {
    return append(batch, origin);
  }

  /// Says what is known about a name. Costs little when it is already known; what is said last
  /// stands. Whoever keeps no families does nothing.
  default void describe(Family family) {}
}
