package dev.sonde.collectors.container;

import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Settings;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.container.engine.EndpointSearch;
import dev.sonde.collectors.files.Roots;
import dev.sonde.http.tls.TlsContexts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Makes the collector that measures containers.
public final class ContainerCollectorFactory implements CollectorFactory<ContainerConfig> {
  private static final Path ROOT = Path.of("/");

  private final Time time;
  private final TlsContexts tls;
  private final Duration patience;

  /// @param tls shared by all that speak it
  public ContainerCollectorFactory(Time time, TlsContexts tls) {
    this(time, tls, Fleet.PATIENCE);
  }

  /// @param patience how long a run waits for the first answer of an engine that is new to it
  ContainerCollectorFactory(Time time, TlsContexts tls, Duration patience) {
    this.time = time;
    this.tls = tls;
    this.patience = patience;
  }

  @Override
  public String name() {
    return "containers";
  }

  @Override
  public String help() {
    return "CPU, memory, disk, network and life of the containers of Docker and Podman.";
  }

  @Override
  public boolean onByDefault() {
    return true;
  }

  @Override
  public Optional<Duration> usualInterval() {
    return Optional.of(Duration.ofSeconds(15));
  }

  @Override
  public ContainerConfig read(Settings settings) {
    return ContainerConfig.read(settings);
  }

  @Override
  public ContainerCollector create(ContainerConfig config, Surroundings surroundings) {
    return new ContainerCollector(
        config,
        () -> Roots.of(surroundings.environment(), ROOT),
        () ->
            new Fleet(
                config,
                new EndpointSearch(
                    config.endpoints(), config.tls(), surroundings.environment(), ROOT),
                tls,
                surroundings,
                time,
                patience),
        time);
  }
}
