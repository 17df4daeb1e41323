package dev.sonde.collectors.discovery;

import dev.sonde.api.Blocking;
import dev.sonde.api.Time;
import dev.sonde.http.Client;
import dev.sonde.http.tls.TlsContexts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What discoveries work with.
///
/// @param directory what relative paths begin at
/// @param client shared by all; answers up to 64 MiB
/// @param pause waits on the monotonic clock; tests have their own
public record DiscoveryTools(
    Time time,
    Blocking blocking,
    Map<String, String> environment,
    Path directory,
    Client client,
    TlsContexts tls,
    Pause pause) {
  public DiscoveryTools {
    environment = Map.copyOf(environment);
  }

  /// Lets time go by.
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }
}
