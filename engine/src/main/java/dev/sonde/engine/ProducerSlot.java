package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Series;
import dev.sonde.api.Slot;
import org.jspecify.annotations.Nullable;

/// One series as its producer knows it, with what the pipeline made of it. Guarded by the
/// producer's lock; mutable because it is the hot path's only look-up.
final class ProducerSlot implements Slot {
  final Producer owner;
  final Family family;
  final Labels labels;

  /// The generation of the pipeline that decided; 0 when none has.
  int generation;

  /// What the samples go on as; null while they are filtered or refused.
  @Nullable Series target;

  /// Why there is no target, and whether that is intended (filtered) or a limit's doing (refused).
  String reason = "";

  boolean filtered;

  /// The run in which a value was recorded last.
  long lastRun;

  /// When the last sample of a generator was taken.
  long lastMillis;

  /// Does the live view have a value for the target?
  boolean live;

  ProducerSlot(Producer owner, Family family, Labels labels) {
    this.owner = owner;
    this.family = family;
    this.labels = labels;
  }
}
