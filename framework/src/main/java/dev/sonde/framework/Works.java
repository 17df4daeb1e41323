package dev.sonde.framework;

import dev.sonde.api.Blocking;
import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.api.framework.ContainerRuntime;
import dev.sonde.collectors.container.ContainerCollectorFactory;
import dev.sonde.collectors.container.ContainerConfig;
import dev.sonde.http.tls.TlsContexts;
import java.time.Duration;
import java.util.List;

/// What all collectors of a registry share.
///
/// @param blocking runs readings, each on a platform thread
/// @param pause between retries
record Works(Blocking blocking, Time time, Pause pause, Containers containers) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// On this machine.
  ///
  /// @param runtimes beside Docker and Podman
  static Works of(Surroundings surroundings, List<ContainerRuntime> runtimes) {
    Time time = Time.SYSTEM;
    Pause pause = Thread::sleep;
    var own =
        new ContainerCollectorFactory(time, new TlsContexts(time, surroundings.blocking()))
            .create(ContainerConfig.DEFAULT, surroundings);
    var singly = new DockerAndPodman(own, time);
    var containers = new Containers(new Runtimes(own, singly, runtimes), time, pause);
    return new Works(surroundings.blocking(), time, pause, containers);
  }

  /// The containers there are, for somebody who has no time-out.
  ///
  /// @throws UnknownContainerException when that takes too long
  ContainerReading known() throws InterruptedException {
    try {
      return containers.within(PATIENCE, blocking);
    } catch (InterruptedException interrupted) {
      throw interrupted;
    } catch (Exception failure) {
      throw new UnknownContainerException("containers can't be read: " + Words.of(failure));
    }
  }
}
