package dev.sonde.app;

import dev.sonde.api.Surroundings;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The machine's own name.
///
/// @param kernel the file in which Linux says it
record HostName(Path kernel, Surroundings surroundings) {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.agent");
  private static final Duration LIMIT = Duration.ofSeconds(2);

  static HostName of(Surroundings surroundings) {
    return new HostName(Path.of("/proc/sys/kernel/hostname"), surroundings);
  }

  /// Empty when nobody knows.
  Optional<String> find() {
    return fromKernel()
        .or(() -> variable("COMPUTERNAME"))
        .or(() -> variable("HOSTNAME"))
        .or(this::asked);
  }

  private Optional<String> fromKernel() {
    try {
      return filled(Files.readString(kernel));
    } catch (IOException elsewhere) {
      return Optional.empty();
    }
  }

  private Optional<String> variable(String name) {
    return filled(surroundings.environment().getOrDefault(name, ""));
  }

  private Optional<String> asked() {
    try {
      return filled(
          surroundings
              .blocking()
              .call("host-name", LIMIT, () -> InetAddress.getLocalHost().getHostName()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (Exception unknown) {
      LOG.warn("what is shipped has no label host: {}; set hostname", unknown.toString());
      return Optional.empty();
    }
  }

  private static Optional<String> filled(String name) {
    return Optional.of(name.strip()).filter(each -> !each.isEmpty());
  }
}
