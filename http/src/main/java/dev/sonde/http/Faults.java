package dev.sonde.http;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs what goes wrong in handlers and sockets: one line with its cause, then only a count for a
/// minute.
final class Faults {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.http");
  private static final long QUIET = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier ticker;
  private boolean logged;
  private long lastLogged;
  private long held;

  Faults(LongSupplier ticker) {
    this.ticker = ticker;
  }

  void report(String what, Throwable cause) {
    long others = due();
    if (others == 0) {
      LOG.error("{}", what, cause);
    } else if (others > 0) {
      LOG.error("{} ({} more errors in the minute before)", what, others, cause);
    }
  }

  /// How many were held back before this one, or -1 when this one is held back too.
  synchronized long due() {
    long now = ticker.getAsLong();
    if (logged && now - lastLogged < QUIET) {
      held++;
      return -1;
    }
    long others = held;
    logged = true;
    lastLogged = now;
    held = 0;
    return others;
  }
}
