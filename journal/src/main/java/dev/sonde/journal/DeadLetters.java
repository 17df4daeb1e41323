package dev.sonde.journal;

import dev.sonde.api.Shipment;
import java.io.IOException;

/// Batches that a destination will never take, with what it said: kept for people, bounded, the
/// oldest go first.
public final class DeadLetters {
  DeadLetters() {}

  /// Keeps a batch, durably. A second time for the same id replaces the first.
  ///
  /// @param answer what the destination said
  public void add(Shipment shipment, String answer) throws IOException {
    Skeleton.<Object>missing();
  }

  /// How many batches there are.
  public int count() {
    return Skeleton.missing();
  }

  /// Samples in them.
  public long samples() {
    return Skeleton.missing();
  }
}
