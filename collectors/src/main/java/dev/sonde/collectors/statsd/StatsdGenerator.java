package dev.sonde.collectors.statsd;

import dev.sonde.api.Emitter;
import dev.sonde.api.Generator;
import dev.sonde.api.Time;
import dev.sonde.http.Address;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Listens, and records at each interval what came.
///
/// # Implementation notes
///
/// A thread waits for packets, one for connections, and one for the lines of each connection. All
/// of them add to one [Sums]; the thread of the run records. Nobody who sends is told anything, as
/// StatsD has no answers: what comes while nothing listens is lost before it is Sonde's.
final class StatsdGenerator implements Generator {
  private static final int PATIENCE_SECONDS = 5;

  private final StatsdConfig config;
  private final Sums sums;
  private final IntConsumer bound;

  /// @param seed of hashes, random, as what is sent must not meet
  /// @param bound is told the port
  StatsdGenerator(StatsdConfig config, Time time, long seed, IntConsumer bound) {
    this.config = config;
    this.sums = new Sums(config.rules(), time, seed);
    this.bound = bound;
  }

  @Override
  public void run(Emitter out) throws Exception {
    Address.Tcp address = config.listen().orElseThrow();
    BlockingQueue<Exception> failures = new LinkedBlockingQueue<>();
    sums.begin();
    try (Sockets sockets = Sockets.open(address, config.tcp())) {
      bound.accept(sockets.port());
      var readers = new Readers(sums, config, failures);
      try (readers) {
        readers.packets(sockets.packets());
        if (config.tcp()) {
          readers.connections(sockets.connections());
        }
        record(out, failures);
      }
    }
  }

  /// Records until interrupted, or until somebody has failed.
  private void record(Emitter out, BlockingQueue<Exception> failures) throws Exception {
    long interval = config.interval().toNanos();
    while (true) {
      @Nullable Exception failure = failures.poll(interval, TimeUnit.NANOSECONDS);
      if (failure != null) {
        throw failure;
      }
      sums.record(out, Duration.ofSeconds(PATIENCE_SECONDS));
    }
  }
}
