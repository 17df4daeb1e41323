package dev.sonde.client.micrometer;

import dev.sonde.client.MetricsSink;
import dev.sonde.client.SinkConfig;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// A program that measures without end, and prints every publication that is on the disk. It is
/// there to be killed.
final class Load {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int THREADS = 2;

  private Load() {}

  /// @param arguments the hub, the folder, and where time begins
  public static void main(String... arguments) throws Exception {
    SinkConfig config = SinkConfig.inFolder(arguments[0], Path.of(arguments[1])).withPatience(LONG);
    var time = new AtomicLong(Long.parseLong(arguments[2]));
    MetricsSink sink = MetricsSink.open(config);
    var registry = new SondeMeterRegistry(Properties.still(), new Steps(time), sink);
    Timer busy = Timer.builder("busy").serviceLevelObjectives(LONG).register(registry);
    for (int i = 0; i < THREADS; i++) {
      Thread.ofPlatform().start(() -> record(busy));
    }
    publish(registry, time);
  }

  private static void record(Timer busy) {
    while (true) {
      busy.record(Duration.ofMillis(1));
    }
  }

  /// The counter is what its time is.
  private static void publish(SondeMeterRegistry registry, AtomicLong time) {
    Counter steps = registry.counter("steps");
    steps.increment(time.get());
    while (true) {
      time.incrementAndGet();
      steps.increment();
      registry.publish();
      RegistryStatus status = registry.status().orElseThrow();
      if (status.held() == 0 && status.sink().inMemory() == 0) {
        System.out.println(time.get());
        System.out.flush();
      }
    }
  }

  private record Steps(AtomicLong time) implements Clock {
    @Override
    public long wallTime() {
      return time.get();
    }

    @Override
    public long monotonicTime() {
      return time.get() * 1_000_000;
    }
  }
}
