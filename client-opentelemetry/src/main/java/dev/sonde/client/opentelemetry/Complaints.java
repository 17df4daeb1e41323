package dev.sonde.client.opentelemetry;

import dev.sonde.api.Time;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says in the log what went wrong: at once, then once a minute as long as it goes on. For one
/// thread at a time.
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.client.opentelemetry");
  private static final long EACH_NANOS = Duration.ofMinutes(1).toNanos();

  private final Time time;
  private long since;
  private int unsaid;
  private boolean begun;

  Complaints(Time time) {
    this.time = time;
  }

  /// @param what with no secrets
  /// @return was it said?
  boolean say(String what) {
    long now = time.nanos();
    boolean due = !begun || now - since >= EACH_NANOS;
    if (due) {
      LOG.warn("{}{}", what, unsaid == 0 ? "" : " (" + unsaid + " times more since this was said)");
      begun = true;
      since = now;
      unsaid = 0;
    } else {
      unsaid++;
    }
    return due;
  }
}
