package dev.sonde.stores.embedded;

import dev.sonde.api.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The time by which samples are too old. It follows the wall clock, but when that is set ahead, or
/// is ahead of what the file says when it is opened, only once it has stood so for an hour. Safe
/// for many threads.
final class SteadyClock {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.stores.embedded");
  private static final long STEP_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final long STAND_MILLIS = TimeUnit.HOURS.toMillis(1);
  private static final int MOST_STEPS = 32;

  private final Time time;
  private final Vault vault;
  private final Deque<Step> steps = new ArrayDeque<>();
  private boolean begun;
  private long ahead;

  /// @param ahead how far the wall clock was ahead of the other one
  /// @param since when, by that one
  private record Step(long ahead, long since) {}

  SteadyClock(Time time, Vault vault) {
    this.time = time;
    this.vault = vault;
  }

  /// Milliseconds since 1970; never more than the wall clock shows, but for an hour.
  synchronized long now() throws IOException, InterruptedException {
    long passed = TimeUnit.NANOSECONDS.toMillis(time.nanos());
    long wall = time.wallMillis() - passed;
    if (!begun) {
      ahead = Math.min(time.wallMillis(), known()) - passed;
      begun = true;
    }
    follow(wall, passed);
    return ahead + passed;
  }

  private void follow(long wall, long passed) {
    if (wall <= ahead + STEP_MILLIS) {
      steps.clear();
      ahead = wall;
      return;
    }
    while (!steps.isEmpty() && wall < steps.getLast().ahead() - STEP_MILLIS) {
      steps.removeLast();
    }
    boolean isNew = steps.isEmpty() || wall > steps.getLast().ahead() + STEP_MILLIS;
    if (isNew && steps.size() < MOST_STEPS) {
      steps.add(new Step(wall, passed));
      LOG.info(
          "the clock is {} h further than it was; nothing is dropped by that until it has stood for"
              + " an hour",
          Duration.ofMillis(wall - ahead).toHours());
    }
    while (!steps.isEmpty() && passed - steps.getFirst().since() >= STAND_MILLIS) {
      ahead = steps.remove().ahead();
    }
  }

  /// Until when samples have come in, as far as the file knows: a time that has been.
  private long known() throws IOException, InterruptedException {
    long day =
        vault.write(
            "look at the cursors",
            (link, _) -> link.number(Long.MAX_VALUE, "SELECT max(day) FROM cursor"));
    return day < Integer.MAX_VALUE ? Windows.dayStart((int) day + 1) : Long.MAX_VALUE;
  }
}
