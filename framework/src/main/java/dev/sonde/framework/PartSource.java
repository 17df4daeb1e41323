package dev.sonde.framework;

import dev.sonde.api.framework.Container;
import java.util.List;

/// A built-in collector: a scheduled run shares one reading of all containers with the other parts;
/// when somebody asks about some, nothing but these is read.
record PartSource(PartCollector part, Containers containers) implements Source {
  /// There is nothing to do: containers are looked for when they are read.
  @Override
  public void initialize() {}

  @Override
  public boolean isTargeted() {
    return true;
  }

  @Override
  public void read(Findings into) throws InterruptedException {
    ContainerReading all = part.comparesReadings() ? containers.compared() : containers.reading();
    all.byId().forEach((id, measured) -> into.found(id, measured.of(part.type())));
    into.absent(all.absent());
  }

  @Override
  public void read(List<Container> targets, Findings into) throws InterruptedException {
    for (Container each : targets) {
      SingleReading one = part.reading(each);
      into.found(each.id(), one.measured().of(part.type()));
      into.absent(one.absent());
    }
  }

  @Override
  public void close() {
    part.close();
  }
}
