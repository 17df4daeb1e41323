package dev.sonde.it.journal;

import dev.sonde.it.Postgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// PostgreSQL behind a relay with moods, killed with all its processes at random and started again.
final class Felled implements Target {
  private static final int LONGEST_LIVES = 4;

  private final CountDownLatch calm = new CountDownLatch(1);
  private final Postgres server;
  private final Stored stored;
  private final SplittableRandom random;
  private final Duration meanLife;
  private final Thread thread;
  private final AtomicInteger kills = new AtomicInteger();
  private volatile @Nullable Exception failure;

  Felled(Postgres server, Weather weather, Duration meanLife, long seed) throws IOException {
    this.server = server;
    this.stored = new Stored(server, weather);
    this.random = new SplittableRandom(seed);
    this.meanLife = meanLife;
    this.thread = Thread.ofPlatform().name("kills the server").start(this::killAgainAndAgain);
  }

  private void killAgainAndAgain() {
    try {
      while (!calm.await(life(), TimeUnit.NANOSECONDS)) {
        server.kill();
        kills.incrementAndGet();
        server.restart();
      }
    } catch (IOException | InterruptedException e) {
      failure = e;
    }
  }

  private long life() {
    return (long) (Math.min(random.nextExponential(), LONGEST_LIVES) * meanLife.toNanos());
  }

  /// How often it was killed.
  @Override
  public int kills() {
    return kills.get();
  }

  @Override
  public int port() {
    return stored.port();
  }

  @Override
  public void nextRun() {
    stored.nextRun();
  }

  @Override
  public void calm() {
    stored.calm();
    rest();
  }

  private void rest() {
    calm.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Verdict judge(List<Sent> sent) throws IOException, InterruptedException {
    if (failure != null) {
      throw new IOException("the server could not be killed and started", failure);
    }
    return stored.judge(sent);
  }

  @Override
  public long lastNewNanos() {
    return stored.lastNewNanos();
  }

  @Override
  public void close() {
    rest();
    stored.close();
  }
}
