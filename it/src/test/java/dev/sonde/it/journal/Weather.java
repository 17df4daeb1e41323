package dev.sonde.it.journal;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/// How a receiver feels, changing at random. Safe for many threads.
final class Weather {
  private static final double MEAN_NANOS = TimeUnit.MILLISECONDS.toNanos(800);
  private static final Mood[] DEALT = {
    Mood.FAIR, Mood.FAIR, Mood.FAIR, Mood.FAIR, Mood.SLOW, Mood.SLOW, Mood.BUSY, Mood.BUSY,
    Mood.DEAF, Mood.CUT
  };

  private final SplittableRandom random;
  private Mood mood = Mood.FAIR;
  private long until = System.nanoTime();
  private boolean calm;

  Weather(long seed) {
    this.random = new SplittableRandom(seed);
  }

  enum Mood {
    /// Takes it and says so.
    FAIR,
    /// Takes it and says so a while later.
    SLOW,
    /// Takes nothing and says 503.
    BUSY,
    /// Takes nothing and hangs up.
    DEAF,
    /// Takes it and hangs up.
    CUT
  }

  synchronized Mood now() {
    while (!calm && System.nanoTime() - until > 0) {
      mood = DEALT[random.nextInt(DEALT.length)];
      until += (long) (MEAN_NANOS * random.nextExponential());
    }
    return mood;
  }

  /// From now on it is fair.
  synchronized void calm() {
    calm = true;
    mood = Mood.FAIR;
  }
}
