package dev.sonde.collectors.oshi;

import dev.sonde.api.Blocking;
import dev.sonde.api.CollectorFactory;
import dev.sonde.api.Surroundings;
import dev.sonde.collectors.host.HostConfig;
import dev.sonde.testkit.CollectorContract;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

class OshiHostCollectorContractTest extends CollectorContract<HostConfig> {
  @Override
  protected CollectorFactory<HostConfig> factory() {
    return new OshiHostCollectorFactory();
  }

  @Override
  protected Surroundings surroundings() {
    return new Surroundings(Map.of(), new SpacedCalls());
  }

  /// Lets the system count some CPU time between readings, so that each of them has a percentage.
  private static final class SpacedCalls implements Blocking {
    private static final long SPACE_NANOS = Duration.ofMillis(50).toNanos();

    private long last = System.nanoTime() - SPACE_NANOS;

    @Override
    public <T> T call(String what, Duration limit, Callable<T> task) throws Exception {
      while (System.nanoTime() - last < SPACE_NANOS) {
        Thread.onSpinWait();
      }
      T result = task.call();
      last = System.nanoTime();
      return result;
    }
  }
}
