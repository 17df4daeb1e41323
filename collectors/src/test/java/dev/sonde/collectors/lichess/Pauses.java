package dev.sonde.collectors.lichess;

import dev.sonde.collectors.discovery.DiscoveryTools.Pause;
import dev.sonde.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Waits by moving the clock, and keeps what was waited for. Safe for all threads.
final class Pauses implements Pause {
  final ManualTime time = new ManualTime("2026-01-01T00:00:00Z");
  private final List<Duration> all = new ArrayList<>();

  @Override
  public void of(Duration span) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    synchronized (all) {
      all.add(span);
    }
    time.pass(span);
  }

  List<Duration> all() {
    synchronized (all) {
      return List.copyOf(all);
    }
  }
}
