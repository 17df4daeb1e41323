package dev.sonde.api;

import java.util.UUID;

/// Whose samples a batch holds: it says how soon they are synced, and lets repeats be recognised.
public sealed interface Origin {
  /// Sonde's own collectors and generators. Nobody outside waits for the answer, so the append may
  /// join the next sync.
  Origin OWN = new Own();

  /// Somebody who pushed them and waits, and does not say who or which.
  Origin UNNAMED = new Unnamed();

  /// Sonde's own collectors and generators.
  record Own() implements Origin {}

  /// Somebody who pushed them and does not say who or which.
  record Unnamed() implements Origin {}

  /// Another Sonde, with the batch's place among everything it accepted.
  ///
  /// @param id which of its samples these are; `from` to `to` may count more than the batch holds,
  ///   as its sender may have left some out
  record Sender(BatchId id) implements Origin {}

  /// Another Sonde's batch.
  static Origin sender(UUID instance, long epoch, long from, long to) {
    return new Sender(new BatchId(instance, epoch, from, to));
  }
}
