package dev.sonde.collectors.discovery.watching;

import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Waits between attempts: longer each time, up to a bound, and not at the same moment as all the
/// others. For one thread.
public final class Retreat {
  private static final long SHORTEST_MILLIS = 1000;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Pause pause;
  private final RandomGenerator random;
  private final long longestMillis;
  private long nextMillis = SHORTEST_MILLIS;

  /// The first wait will be a short one, the longest a minute.
  public Retreat(Pause pause, RandomGenerator random) {
    this(pause, random, LONGEST);
  }

  /// @param longest from a second on
  public Retreat(Pause pause, RandomGenerator random, Duration longest) {
    this.pause = pause;
    this.random = random;
    this.longestMillis = longest.toMillis();
  }

  /// It went well: the next wait is a short one again.
  public void reset() {
    nextMillis = SHORTEST_MILLIS;
  }

  /// Waits, between one and one and a half of what is due.
  public void pause() throws InterruptedException {
    long millis = nextMillis + random.nextLong(nextMillis / 2);
    nextMillis = Math.min(2 * nextMillis, longestMillis);
    pause.of(Duration.ofMillis(millis));
  }
}
