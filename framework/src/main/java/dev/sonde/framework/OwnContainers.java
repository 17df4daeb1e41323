package dev.sonde.framework;

import dev.sonde.api.Collector;
import dev.sonde.api.Recorder;

/// A collector that has containers to itself, as the only one who asks about them.
record OwnContainers(Collector collector, Containers containers) implements Collector {
  @Override
  public boolean comparesReadings() {
    return collector.comparesReadings();
  }

  @Override
  public void collect(Recorder out) throws Exception {
    collector.collect(out);
  }

  @Override
  public void close() {
    collector.close();
    containers.close();
  }
}
