package dev.sonde.collectors.host;

import dev.sonde.api.Collector;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.collectors.files.Roots;
import java.nio.file.Path;

/// Makes the collector that measures a Linux machine.
public final class HostCollectorFactory implements CollectorFactory<HostConfig> {
  /// A factory.
  public HostCollectorFactory() {}

  @Override
  public String name() {
    return "host";
  }

  @Override
  public String help() {
    return "CPU, memory, disks, network, load, pressure, sensors and limits of this machine.";
  }

  @Override
  public boolean onByDefault() {
    return true;
  }

  @Override
  public HostConfig read(Settings settings) {
    return HostConfig.read(settings);
  }

  @Override
  public Collector create(HostConfig config, Surroundings surroundings) {
    return new HostCollector(
        config,
        () -> Roots.of(surroundings.environment(), Path.of("/")),
        new StatfsSpace(),
        surroundings.blocking());
  }
}
