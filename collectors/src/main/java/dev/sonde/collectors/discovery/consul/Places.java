package dev.sonde.collectors.discovery.consul;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/// Asks so that never too many connections are open at a time: Consul takes no more than 200 from
/// one address as it comes. Who finds no place to wait in gets its answer at once. For many
/// threads.
final class Places {
  private static final int WAITING = 100;
  private static final int PASSING = 16;

  private final Api api;
  private final Semaphore waiting = new Semaphore(WAITING);
  private final Semaphore passing = new Semaphore(PASSING);

  Places(Api api) {
    this.api = api;
  }

  Api.Answer ask(String path, long index) throws IOException, InterruptedException {
    boolean waits = index > 0 && waiting.tryAcquire();
    Semaphore place = waits ? waiting : passing;
    if (!waits) {
      passing.acquire();
    }
    try {
      return api.ask(path, waits ? index : 0);
    } finally {
      place.release();
    }
  }
}
