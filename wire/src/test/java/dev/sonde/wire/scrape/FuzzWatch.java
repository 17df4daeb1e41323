package dev.sonde.wire.scrape;

import dev.sonde.wire.FuzzTarget;
import java.util.concurrent.TimeUnit;

/// Ends the process when a page takes too long, and says which.
final class FuzzWatch implements Runnable {
  private static final long MOST_SECONDS = 120;

  private final Thread watched = Thread.currentThread();
  private FuzzTarget target = new Nothing();
  private String place = "";
  private long since = System.nanoTime();
  private long slowest;

  private record Nothing() implements FuzzTarget {
    @Override
    public Tried next() {
      throw new IllegalStateException();
    }

    @Override
    public String says() {
      return "nothing";
    }
  }

  void begin() {
    Thread.ofPlatform().name("watch").daemon().start(this);
  }

  synchronized void page(FuzzTarget now, long seed, int page) {
    long at = System.nanoTime();
    slowest = Math.max(slowest, at - since);
    target = now;
    place = "seed " + seed + ", page " + page;
    since = at;
  }

  /// Milliseconds since the last question.
  synchronized long takeSlowest() {
    long longest = slowest;
    slowest = 0;
    since = System.nanoTime();
    return TimeUnit.NANOSECONDS.toMillis(longest);
  }

  @Override
  public void run() {
    while (true) {
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      look();
    }
  }

  private synchronized void look() {
    if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
      System.out.println("takes too long: " + place + ", " + target.says());
      for (var frame : watched.getStackTrace()) {
        System.out.println("  " + frame);
      }
      System.out.flush();
      Runtime.getRuntime().halt(2);
    }
  }
}
