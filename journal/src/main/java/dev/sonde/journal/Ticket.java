package dev.sonde.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Origin;
import org.jspecify.annotations.Nullable;

/// One append that waits. Guarded by the log's lock.
final class Ticket {
  final Batch batch;
  final Origin origin;
  final long enteredNanos;

  /// Does the writer read its batch, or has it?
  boolean claimed;

  /// Has its batch been read, so that it is its owner's again?
  boolean encoded;

  @Nullable Appended answer;

  Ticket(Batch batch, Origin origin, long enteredNanos) {
    this.batch = batch;
    this.origin = origin;
    this.enteredNanos = enteredNanos;
  }

  /// May it wait for company?
  boolean patient() {
    return origin instanceof Origin.Own;
  }
}
