package dev.sonde.collectors.discovery.watching;

import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waits between attempts: longer each time, up to a minute, and not at the same moment as all the
/// others. For one thread.
public final class Retreat {
  private static final long SHORTEST_MILLIS = 1000;
  private static final long LONGEST_MILLIS = 60_000;

  private final Pause pause;
  private final RandomGenerator random;
  private long nextMillis = SHORTEST_MILLIS;

  /// The first wait will be a short one.
  public Retreat(Pause pause, RandomGenerator random) {
    this.pause = pause;
    this.random = random;
  }

  /// It went well: the next wait is a short one again.
  public void reset() {
    nextMillis = SHORTEST_MILLIS;
  }

  /// Waits, between one and one and a half of what is due.
  public void pause() throws InterruptedException {
    long millis = nextMillis + random.nextLong(nextMillis / 2);
    nextMillis = Math.min(2 * nextMillis, LONGEST_MILLIS);
    pause.of(Duration.ofMillis(millis));
  }
}
