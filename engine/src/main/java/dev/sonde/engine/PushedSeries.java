package dev.sonde.engine;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import org.jspecify.annotations.Nullable;

/// A series as somebody pushes it, and what the pipeline made of it. Guarded by its tenant, but for
/// `outcome`, which a push reads without its lock: a moment later it may be another one.
final class PushedSeries implements Slot {
  private static final Family NAMELESS = new Family("unnamed", Kind.UNKNOWN, "", "");

  final Tenant owner;
  final Family family;

  /// Without those that all series of its tenant have.
  final Labels own;

  final long first;
  final long second;

  /// A [dev.sonde.api.Series], held, or an [Omission].
  Object outcome = Omission.BAD_LABELS;

  /// Of the pipeline that decided; 0 when its tenant does not hold it.
  int generation;

  /// Of the allowance, in which it was counted.
  long window;

  /// When somebody asked for it last, in nanoseconds of the monotonic clock.
  long askedNanos;

  /// How it was said last; 0 when nobody keeps that in mind.
  long mark;

  /// Which one came after it last, perhaps forgotten meanwhile.
  @Nullable PushedSeries next;

  private final boolean flawed;

  PushedSeries(Tenant owner, Family family, Labels own, long first, long second, boolean flawed) {
    this.owner = owner;
    this.family = family;
    this.own = own;
    this.first = first;
    this.second = second;
    this.flawed = flawed;
  }

  /// What is no series: its name or its labels can't be.
  static PushedSeries flawed(Tenant owner, long first, long second) {
    return new PushedSeries(owner, NAMELESS, Labels.NONE, first, second, true);
  }

  /// The same of another tenant that has the same labels.
  PushedSeries of(Tenant other) {
    return new PushedSeries(other, family, own, first, second, flawed);
  }

  boolean flawed() {
    return flawed;
  }
}
