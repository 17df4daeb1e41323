package dev.sonde.engine;

import dev.sonde.api.Batch;
import dev.sonde.api.Series;
import java.util.ArrayList;
import java.util.List;

/// What a producer has recorded and not sent yet. Guarded by its producer until it is taken.
final class Load {
  final Batch batch = new Batch();
  final Tally tally = new Tally();

  /// Series to give back once the live view has seen their end.
  final List<Series> leaving = new ArrayList<>();

  boolean isEmpty() {
    return tally.isEmpty() && leaving.isEmpty();
  }

  void clear() {
    batch.clear();
    tally.clear();
    leaving.clear();
  }
}
