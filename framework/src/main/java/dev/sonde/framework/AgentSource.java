package dev.sonde.framework;

import dev.sonde.api.Collector;
import dev.sonde.api.Time;

/// A collector of the agent, or of a plugin for it.
record AgentSource(Collector collector, Time time) implements Source {
  /// There is nothing to do: an agent's collector opens what it needs when it measures.
  @Override
  public void initialize() {}

  @Override
  public boolean comparesReadings() {
    return collector.comparesReadings();
  }

  @Override
  public void read(Findings into) throws Exception {
    var capture = new Capture(time.wallMillis());
    try {
      collector.collect(capture);
    } finally {
      capture.close();
      into.found(Findings.SYSTEM, capture.values());
      into.absent(capture.absences());
    }
  }

  @Override
  public void close() {
    collector.close();
  }
}
