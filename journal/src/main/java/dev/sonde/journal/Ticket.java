package dev.sonde.journal;

import dev.sonde.api.Appended;
import dev.sonde.api.Batch;
import dev.sonde.api.Note;
import dev.sonde.api.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One append that waits. Guarded by the log's lock.
final class Ticket {
  final Batch batch;
  final Origin origin;
  final List<Note> notes;
  final long enteredNanos;

  /// Has the writer begun with it?
  boolean claimed;

  @Nullable Appended answer;

  Ticket(Batch batch, Origin origin, List<Note> notes, long enteredNanos) {
    this.batch = batch;
    this.origin = origin;
    this.notes = notes;
    this.enteredNanos = enteredNanos;
  }

  /// May it wait for company?
  boolean patient() {
    return origin instanceof Origin.Own;
  }
}
