package dev.sonde.collectors.discovery.dns;

import dev.sonde.collectors.discovery.Discovery;
import dev.sonde.collectors.discovery.DiscoveryTools;
import dev.sonde.collectors.discovery.Findings;
import dev.sonde.collectors.discovery.Told;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Asks for the records of names, all of them at once, again and again.
final class DnsDiscovery implements Discovery {
  private static final int AT_ONCE = 32;
  private static final String CONF = "resolv.conf";

  private sealed interface Seen {
    record Targets(String name, List<Map<String, String>> targets) implements Seen {}

    record Failure(String name, String why) implements Seen {}
  }

  private final DnsDiscoveryConfig config;
  private final ResolvFile file;
  private final Resolver resolver;
  private final DiscoveryTools.Pause pause;
  private final Semaphore places = new Semaphore(AT_ONCE);

  DnsDiscovery(
      DnsDiscoveryConfig config, ResolvFile file, Resolver resolver, DiscoveryTools.Pause pause) {
    this.config = config;
    this.file = file;
    this.resolver = resolver;
    this.pause = pause;
  }

  @Override
  public void run(Findings out) throws InterruptedException {
    var told = new Told(out);
    var named = Thread.ofVirtual().name("discovery-dns-", 0).factory();
    try (ExecutorService threads = Executors.newThreadPerTaskExecutor(named)) {
      while (true) {
        look(threads, told);
        told.round();
        out.looked();
        pause.of(config.refresh());
      }
    }
  }

  private void look(ExecutorService threads, Told told) throws InterruptedException {
    try {
      ResolvConf conf = file.read();
      told.gone(CONF);
      for (Future<Seen> each : threads.invokeAll(lookUps(conf))) {
        switch (each.get()) {
          case Seen.Targets(String name, var targets) -> told.found(name, targets);
          case Seen.Failure(String name, String why) -> told.failed(name, why);
        }
      }
    } catch (IOException e) {
      told.failed(CONF, String.valueOf(e.getMessage()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private List<Callable<Seen>> lookUps(ResolvConf conf) {
    return config.names().stream()
        .distinct()
        .<Callable<Seen>>map(name -> () -> lookUp(conf, name))
        .toList();
  }

  private Seen lookUp(ResolvConf conf, String name) throws InterruptedException {
    places.acquire();
    try {
      var found = resolver.lookUp(conf, name, config.type());
      return new Seen.Targets(name, new DnsTargets(name, config.port()).of(found));
    } catch (IOException e) {
      String why = config.type() + " records of " + name + ": " + e.getMessage();
      return new Seen.Failure(name, why);
    } finally {
      places.release();
    }
  }
}
