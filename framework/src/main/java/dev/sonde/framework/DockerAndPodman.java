package dev.sonde.framework;

import dev.sonde.api.Time;
import dev.sonde.api.framework.Container;
import dev.sonde.api.framework.ContainerRuntime;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.collectors.container.ContainerCollector;
import java.util.List;

/// The containers of Docker and Podman, one at a time. What it asks is closed by its owner.
record DockerAndPodman(ContainerCollector of, Time time) implements ContainerRuntime {
  @Override
  public String name() {
    return "Docker and Podman";
  }

  @Override
  public List<Container> containers() throws InterruptedException {
    return of.containers();
  }

  @Override
  public List<MetricValue> measure(Container container) throws InterruptedException {
    var capture = new Capture(time.wallMillis());
    try {
      of.collect(container.id(), capture);
    } finally {
      capture.close();
    }
    return capture.values();
  }
}
