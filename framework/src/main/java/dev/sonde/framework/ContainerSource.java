package dev.sonde.framework;

import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.ContainerMetricsCollector;
import java.util.List;

/// A collector that measures containers. One that fails leaves the rest alone.
record ContainerSource(ContainerMetricsCollector collector, Containers containers)
    implements Source {
  @Override
  public void initialize() throws Exception {
    collector.initialize();
  }

  @Override
  public boolean isTargeted() {
    return true;
  }

  @Override
  public void read(Findings into) throws Exception {
    ContainerReading all = containers.reading();
    read(all.containers(), into);
    into.absent(all.absent());
  }

  @Override
  public void read(List<Container> targets, Findings into) throws Exception {
    for (Container each : targets) {
      if (!into.has(each.id())) {
        read(each, into);
      }
    }
  }

  @Override
  public void close() {
    collector.close();
  }

  private void read(Container of, Findings into) throws InterruptedException {
    try {
      into.found(of.id(), collector.collect(of));
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception failure) {
      into.failed(of.id(), of.name(), failure);
    }
  }
}
