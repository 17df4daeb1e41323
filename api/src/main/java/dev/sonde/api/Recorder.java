package dev.sonde.api;

/// What a collector writes to while it runs. One recorder serves one run and one thread; that of a
/// generator is an [Emitter].
///
/// After the run, or once its deadline has passed, every method throws [IllegalStateException]:
/// what comes late never lands in the next batch.
public interface Recorder {
  /// The run's instant, milliseconds since 1970, UTC: the time of every sample recorded without
  /// one.
  long time();

  /// The slot for a series. Ask once, keep it, and record through it in this and later runs; asking
  /// again costs a hash look-up and gives the same slot.
  ///
  /// Never fails: a series over a limit, or dropped by a processor, has a slot that counts what it
  /// refuses.
  Slot slot(Family family, Labels labels);

  /// Records a value at the run's instant.
  ///
  /// A series that is not recorded in a run ends with it: it leaves the live view and gets a stale
  /// marker.
  void record(Slot slot, double value);

  /// Records a value with a time of its own, milliseconds since 1970, UTC.
  void record(Slot slot, double value, long timeMillis);

  /// Records without keeping the slot: for what is measured rarely or has new labels each time.
  default void record(Family family, Labels labels, double value) {
    record(slot(family, labels), value);
  }

  /// Says that something cannot be measured here, so it is absent and not zero. Say so in every run
  /// in which it holds: health shows it while it does, the log mentions it once.
  ///
  /// @param what a few words, the same ones each time: `pressure`, `temperature hwmon2/temp1`
  /// @param why what the machine answered, and what a person could do about it
  void absent(String what, String why);
}
