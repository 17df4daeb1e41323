package dev.sonde.collectors.container;

import dev.sonde.collectors.container.engine.EngineApi;
import dev.sonde.collectors.discovery.watching.Crew;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/// Asks engines for the numbers of those containers whose files are not on this machine, some at a
/// time. For one thread.
final class Remote implements AutoCloseable {
  private static final int AT_ONCE = 32;

  private final Crew crew = new Crew("container stats");
  private final Semaphore permits = new Semaphore(AT_ONCE);
  private final List<StatsReading> readings = new ArrayList<>();

  StatsReading reading(EngineApi api, Known container) {
    var reading = new StatsReading(api, container);
    readings.add(reading);
    return reading;
  }

  /// Asks for all, for the next run.
  void ask() {
    readings.removeIf(StatsReading::isClosed);
    for (StatsReading each : readings) {
      if (each.begins()) {
        crew.start(() -> {
          permits.acquire();
          try {
            each.ask();
          } finally {
            permits.release();
          }
        });
      }
    }
  }

  @Override
  public void close() {
    crew.close();
  }
}
