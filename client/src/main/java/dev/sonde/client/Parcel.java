package dev.sonde.client;

import dev.sonde.api.Batch;
import org.jspecify.annotations.Nullable;

/// Samples that one caller handed in together, on their way to the journal. Mutable, as it passes
/// between two threads under the lobby's lock.
final class Parcel {
  final Batch batch;
  final long bytes;

  /// What its caller is told; null as long as the journal has not answered.
  @Nullable Receipt receipt;

  /// Its caller has been told that it is taken: it stays until the journal has it.
  boolean left;

  /// The journal is at it.
  boolean claimed;

  /// @param batch not the caller's any more
  /// @param bytes what it takes in memory, about
  Parcel(Batch batch, long bytes) {
    this.batch = batch;
    this.bytes = bytes;
  }
}
