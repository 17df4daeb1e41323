package dev.sonde.collectors.scrape;

import dev.sonde.api.Surroundings;
import dev.sonde.api.Time;
import dev.sonde.collectors.access.Caller;
import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.http.BodyPool;
import dev.sonde.http.Client;
import dev.sonde.http.ClientLimits;
import dev.sonde.http.tls.TlsContexts;
import java.nio.file.Path;
import java.time.Duration;

/// What all targets share. Safe for all threads.
final class Kit implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofMinutes(5);
  private static final int MOST_KEPT = 20_000;
  private static final int DISCOVERED = 64 << 20;
  private static final Path DIRECTORY = Path.of("");
  private static final long KEPT_BODIES = 8 << 20;

  final Time time;
  final Surroundings surroundings;
  final TlsContexts tls;
  final Client client;
  private final Client discoveryClient;
  final BodyPool bodies = new BodyPool(KEPT_BODIES, Runtime.getRuntime().maxMemory() / 8 * 3);
  final Room room = new Room(Runtime.getRuntime().maxMemory() / 4);
  final Readers readers;
  final DiscoveryTools.Pause pause;

  Kit(Time time, Surroundings surroundings, TlsContexts tls, long seed) {
    this(time, surroundings, tls, seed, Kit::pause);
  }

  /// @param pause how discoveries wait, and the pools for them
  Kit(
      Time time,
      Surroundings surroundings,
      TlsContexts tls,
      long seed,
      DiscoveryTools.Pause pause) {
    this.pause = pause;
    this.time = time;
    this.surroundings = surroundings;
    this.tls = tls;
    this.client =
        new Client(ClientLimits.of(CONNECT, WHOLE, 0).keeping(MOST_KEPT), surroundings.blocking());
    this.discoveryClient =
        new Client(ClientLimits.of(CONNECT, WHOLE, DISCOVERED), surroundings.blocking());
    this.readers = new Readers(seed);
  }

  Caller caller(HttpAccess access) {
    return new Caller(
        access, client, tls, surroundings.blocking(), time, surroundings.environment());
  }

  DiscoveryTools discoveryTools() {
    return new DiscoveryTools(
        time,
        surroundings.blocking(),
        surroundings.environment(),
        DIRECTORY,
        discoveryClient,
        tls,
        pause);
  }

  /// Lets time go by.
  static void pause(Duration span) throws InterruptedException {
    Thread.sleep(span);
  }

  @Override
  public void close() {
    client.close();
    discoveryClient.close();
  }
}
