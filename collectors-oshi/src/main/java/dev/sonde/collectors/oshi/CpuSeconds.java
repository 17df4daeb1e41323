package dev.sonde.collectors.oshi;

import oshi.hardware.CentralProcessor.TickType;

/// The times of all CPUs together, by mode.
///
/// A system may let idle times go back a little now and then, as Linux does. A counter that goes
/// back means a restart to those who compute rates, so small steps are held back.
final class CpuSeconds {
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final long SMALL_STEP_MILLIS = 3000;

  private final long[] last = new long[TickType.values().length];

  /// @param millis below zero when they are not known
  /// @return NaN when they are not known
  double of(TickType mode, long millis) {
    if (millis < 0) {
      return Double.NaN;
    }
    int index = mode.getIndex();
    boolean slipped = millis < last[index] && last[index] - millis <= SMALL_STEP_MILLIS;
    last[index] = slipped ? last[index] : millis;
    return last[index] / MILLIS_PER_SECOND;
  }
}
