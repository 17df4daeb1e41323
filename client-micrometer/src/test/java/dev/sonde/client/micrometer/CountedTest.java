package dev.sonde.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.client.MetricsSink;
import dev.sonde.client.SinkConfig;
import dev.sonde.client.TestHub;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MockClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Counters come, count and go at random: all that they counted is at the hub, whenever they went.
@Timeout(600)
class CountedTest {
  private static final int NAMES = 8;

  private final MockClock clock = new MockClock();
  private final Map<String, Counter> present = new HashMap<>();
  private final Map<String, List<Double>> expected = new HashMap<>();

  @Test
  void whateverComesAndGoes_allThatWasCountedArrives() throws Exception {
    try (var hub = TestHub.open();
        var sink = MetricsSink.open(SinkConfig.inMemory(hub.url()))) {
      var registry = new SondeMeterRegistry(Properties.still(), clock, sink);
      var random = new Random(8);
      for (int i = 0; i < 5_000; i++) {
        act(registry, "c" + random.nextInt(NAMES), random.nextInt(20));
      }
      publish(registry);
      assertThat(registry.status().orElseThrow().complaints()).isZero();
      assertThat(sink.close(Duration.ofMinutes(1)).pending()).isZero();
      for (int i = 0; i < NAMES; i++) {
        String name = "c" + i;
        assertThat(values(hub.taken(), name)).isEqualTo(expected.get(name));
      }
    }
  }

  private void act(SondeMeterRegistry registry, String name, int what) {
    switch (what) {
      case 0, 1, 2 -> publish(registry);
      case 3, 4 -> remove(registry, name);
      case 5, 6 -> clock.add(5, TimeUnit.MILLISECONDS);
      default -> {
        present.put(name, registry.counter(name));
        registry.counter(name).increment(what);
      }
    }
  }

  private void publish(SondeMeterRegistry registry) {
    registry.publish();
    present.forEach(this::expect);
  }

  private void remove(SondeMeterRegistry registry, String name) {
    Counter gone = present.remove(name);
    if (gone != null) {
      registry.remove(gone);
      expect(name, gone);
    }
  }

  private void expect(String name, Counter counter) {
    expected.computeIfAbsent(name, _ -> new ArrayList<>()).add(counter.count());
  }

  private static List<Double> values(List<String> taken, String name) {
    return taken.stream()
        .filter(line -> line.startsWith(name + "_total "))
        .map(line -> Double.valueOf(line.split(" ")[1]))
        .toList();
  }
}
