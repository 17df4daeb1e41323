package dev.sonde.collectors.discovery;

import dev.sonde.api.Time;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// Real tools, apart from time that goes by.
public final class ToolBox implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final DirectCalls calls = new DirectCalls();
  private final Client client = new Client(ClientLimits.of(PATIENCE, PATIENCE, 64 << 20), calls);

  public DiscoveryTools tools(Path directory, DiscoveryTools.Pause pause) {
    return tools(Time.SYSTEM, directory, pause);
  }

  public DiscoveryTools tools(Time time, Path directory, DiscoveryTools.Pause pause) {
    return new DiscoveryTools(
        time, calls, Map.of(), directory, client, new TlsContexts(Time.SYSTEM, calls), pause);
  }

  @Override
  public void close() {
    client.close();
  }
}
