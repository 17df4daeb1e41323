package dev.sonde.engine;

import dev.sonde.api.Batch;
import dev.sonde.api.Note;
import dev.sonde.api.Series;
import java.util.ArrayList;
import java.util.List;

/// What one run of a member brings home, and the room its sheets work in. Reused for one run after
/// another; for one thread at a time.
final class Haul {
  /// A haul that grew beyond this many rows or extras is not kept.
  static final int LARGE = 16 * 1024;

  final Batch batch = new Batch();
  final Tally tally = new Tally();

  /// What is to be noted.
  final List<Note> notes = new ArrayList<>();

  /// Series to give back once the live view has seen their end.
  final List<Series> leaving = new ArrayList<>();

  /// Series that end without a marker.
  final List<Series> silent = new ArrayList<>();

  /// The series of a page that has changed.
  final SeriesSet present = new SeriesSet();

  /// Series that a page has defined in this run.
  final List<Series> defined = new ArrayList<>();

  private boolean large;

  /// Is it worth keeping?
  boolean handy() {
    return !large && present.room() <= LARGE;
  }

  void clear() {
    large |= batch.size() > LARGE || batch.extras() > LARGE;
    batch.clear();
    tally.clear();
    notes.clear();
    leaving.clear();
    silent.clear();
    present.clear();
    defined.clear();
  }
}
