package dev.sonde.collectors.gpu;

import dev.sonde.api.Slot;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One GPU as its source last read it, and the slots of its series. Mutable, so that a reading
/// makes no garbage; the source writes while its call runs, the collector reads when it is over.
final class Gpu {
  private static final double STALLED_FROM = 99;
  private static final double NANOS_PER_SECOND = 1e9;

  final Identity identity;
  final double[] values = new double[Figure.count()];
  final Holders holders = new Holders();
  final @Nullable Slot[] slots = new Slot[Figure.count()];
  final @Nullable String[] problems = new String[Figure.count()];

  /// Parts of it that were given away as instances of their own.
  List<MigPart> parts = List.of();

  @Nullable Slot upSlot;
  @Nullable Slot infoSlot;

  /// Does it answer?
  boolean up;

  private long stalledSince;
  private boolean stalled;
  private int number = -1;

  Gpu(Identity identity) {
    this.identity = identity;
    forget();
  }

  /// Its number on this machine.
  int number() {
    return number;
  }

  /// Gives it a number. With another one its series are others.
  void number(int to) {
    if (number != to) {
      number = to;
      Arrays.fill(slots, null);
      upSlot = null;
      infoSlot = null;
      holders.forgetSlots();
      parts.forEach(MigPart::forgetSlots);
    }
  }

  /// Gives it a number if it never had one.
  void numberUnlessKnown(int to) {
    number = number < 0 ? to : number;
  }

  double value(Figure of) {
    return values[of.place()];
  }

  void put(Figure of, double value) {
    values[of.place()] = value;
  }

  /// Says why a value is not there, for people.
  void problem(Figure of, String why) {
    problems[of.place()] = why;
  }

  /// Forgets what was read, but for the processes: they know by themselves who is gone.
  void forget() {
    up = false;
    Arrays.fill(values, Double.NaN);
    Arrays.fill(problems, null);
    for (MigPart part : parts) {
      part.forget();
    }
  }

  /// Drops what contradicts itself: more memory taken or free than there is.
  void settle() {
    double total = value(Figure.MEMORY_TOTAL);
    if (value(Figure.MEMORY_USED) > total || value(Figure.MEMORY_FREE) > total) {
      put(Figure.MEMORY_USED, Double.NaN);
      put(Figure.MEMORY_FREE, Double.NaN);
      problem(Figure.MEMORY_USED, "the driver shows more than there is");
    }
  }

  /// Notes for how long it has looked stalled, which takes three numbers: a busy GPU whose memory
  /// rests and that draws much power computes.
  void stall(long nanos) {
    boolean before = stalled;
    boolean known = knows(Figure.UTILIZATION) && knows(Figure.MEMORY_UTILIZATION);
    stalled = known && looksStalled();
    stalledSince = before ? stalledSince : nanos;
    double seconds = stalled ? (nanos - stalledSince) / NANOS_PER_SECOND : 0;
    put(Figure.STALLED, known ? seconds : Double.NaN);
  }

  private boolean looksStalled() {
    return value(Figure.UTILIZATION) >= STALLED_FROM
        && value(Figure.MEMORY_UTILIZATION) == 0
        && !(value(Figure.POWER_USAGE) > value(Figure.POWER_LIMIT) / 2);
  }

  private boolean knows(Figure figure) {
    return figure.allows(value(figure));
  }

  /// It is lost: what was read before it was can't be trusted.
  void lose() {
    forget();
    holders.clear();
    stalled = false;
  }
}
