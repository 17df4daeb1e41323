package dev.sonde.collectors.discovery.watching;

import dev.sonde.api.Time;
import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.collectors.discovery.Findings;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.tls.TlsContexts;
import dev.sonde.testkit.DirectCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// What a discovery runs in while a test looks on: time that passes at once.
public final class Surroundings implements AutoCloseable {
  private final Client client =
      new Client(
          ClientLimits.of(Duration.ofMinutes(2), Duration.ofMinutes(5), 64 << 20),
          new DirectCalls());
  private final DiscoveryTools tools;

  public Surroundings(Map<String, String> environment) {
    var blocking = new DirectCalls();
    tools =
        new DiscoveryTools(
            Time.SYSTEM,
            blocking,
            environment,
            Path.of(""),
            client,
            new TlsContexts(Time.SYSTEM, blocking),
            Surroundings::passes);
  }

  public DiscoveryTools tools() {
    return tools;
  }

  /// Begins, on a thread of its own.
  public static Thread start(Discovery discovery, Findings out) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            discovery.run(out);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// Ends it, and waits until it has.
  public static void end(Thread running) throws InterruptedException {
    running.interrupt();
    if (!running.join(Duration.ofMinutes(5))) {
      throw new AssertionError("it does not end");
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private static void passes(Duration time) throws InterruptedException {
    if (time.isNegative() || Thread.interrupted()) {
      throw new InterruptedException();
    }
    LockSupport.parkNanos(1); // who never waits would leave the others of its carrier no turn
  }
}
