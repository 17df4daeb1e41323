package dev.sonde.api;

/// The door to the journal: where a batch goes to be kept.
public interface Intake {
  /// Takes a batch, and returns when it is as safe as the journal's settings promise. The batch is
  /// the caller's again once this returns.
  Appended append(Batch batch);
}
