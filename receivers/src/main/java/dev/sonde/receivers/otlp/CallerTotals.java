package dev.sonde.receivers.otlp;

import dev.sonde.wire.otlp.MemoryTotals;
import java.util.concurrent.locks.ReentrantLock;

/// What the increases of one caller come to, for one request at a time.
final class CallerTotals {
  private static final int MOST_SERIES = 200_000;
  private static final long MOST_NUMBERS = 4_000_000;

  final ReentrantLock lock = new ReentrantLock();
  final MemoryTotals totals = new MemoryTotals(MOST_SERIES, MOST_NUMBERS);
}
