package dev.sonde.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.client.MetricsSink;
import dev.sonde.client.SinkConfig;
import dev.sonde.client.TestHub;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MockClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A hub that is away, and a journal that is full.
@Timeout(600)
class OutageTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final MockClock clock = new MockClock();
  private final Random noise = new Random(3);
  private final TestHub hub = TestHub.open();
  @TempDir private Path folder;

  OutageTest() throws IOException {}

  @AfterEach
  void close() throws InterruptedException {
    TestHub.awaitLetGo();
    hub.close();
  }

  @Test
  void hourWithoutTheHub_costsNoSample_thoughTheProgramStartsAnew() throws Exception {
    hub.down();
    minutes(0, 30);
    TestHub.awaitLetGo();
    hub.up();
    hub.down();
    minutes(30, 60);
    TestHub.awaitLetGo();
    hub.up();
    try (var sink = sink()) {
      assertThat(sink.close(LONG).pending()).isZero();
    }
    assertThat(hub.taken())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 60)
                .mapToObj(i -> "orders_total " + (i > 30 ? i - 30 : i) + ".0 @" + (i * 60_000 + 1))
                .toList());
  }

  /// A program that lives so long, and has an order each minute.
  private void minutes(int from, int to) throws IOException {
    try (var sink = sink()) {
      var registry = new SondeMeterRegistry(Properties.still(), clock, sink);
      Counter orders = registry.counter("orders");
      for (int i = from; i < to; i++) {
        orders.increment();
        clock.add(1, TimeUnit.MINUTES);
        registry.publish();
      }
      assertThat(registry.status().orElseThrow().published()).isEqualTo(30);
      registry.close();
    }
  }

  private MetricsSink sink() throws IOException {
    return MetricsSink.open(
        SinkConfig.inFolder(hub.url(), folder).withPatience(LONG).withCloseWithin(Duration.ZERO));
  }

  @Test
  void whatIsRefused_isHandedInAgain_andCountersHaveMissedNothing() throws Exception {
    hub.down();
    SinkConfig small =
        SinkConfig.inMemory(hub.url())
            .withBytes(SinkConfig.LEAST_BYTES, 8 << 20)
            .withPatience(LONG);
    try (var sink = MetricsSink.open(small)) {
      var registry = new SondeMeterRegistry(Properties.still(), clock, sink);
      for (int i = 0; i < 1_000; i++) {
        registry.gauge("noise" + i, noise, Random::nextDouble);
      }
      Counter orders = registry.counter("orders");
      long steps = 0;
      while (registry.status().orElseThrow().brokenOff() < 3) {
        orders.increment();
        clock.add(1, TimeUnit.MINUTES);
        registry.publish();
        steps++;
      }
      RegistryStatus full = registry.status().orElseThrow();
      assertThat(full.held()).isEqualTo(1_001);
      assertThat(full.published()).isEqualTo(steps - 3);
      assertThat(full.sink().problem()).isNotEmpty();
      // Two weeks of a thousand series at a step of a minute in 64 times as much.
      assertThat(steps).isGreaterThan(320);
      hub.up();
      while (registry.status().orElseThrow().held() > 0) {
        registry.publish();
      }
      assertThat(sink.close(LONG).pending()).isZero();
      assertThat(hub.taken()).doesNotHaveDuplicates();
      List<String> counts =
          hub.taken().stream().filter(line -> line.startsWith("orders_total")).toList();
      assertThat(counts)
          .hasSize((int) steps - 3 + 2)
          .contains("orders_total " + (double) (steps - 2) + " @" + ((steps - 2) * 60_000 + 1))
          .endsWith("orders_total " + (double) steps + " @" + (steps * 60_000 + 1));
    }
  }

  @Test
  void thousandsOfMeters_goInSeveralParts() throws Exception {
    try (var sink = sink()) {
      var registry = new SondeMeterRegistry(Properties.still(), clock, sink);
      for (int i = 0; i < 12_000; i++) {
        registry.counter("hits", "page", i + "x".repeat(1_000)).increment(i);
      }
      registry.publish();
      Map<String, Integer> taken = hub.await(12_000);
      assertThat(taken).hasSize(12_000);
      assertThat(registry.status().orElseThrow().published()).isEqualTo(1);
      assertThat(sink.status().refused()).isEmpty();
    }
  }

  @Test
  void sinkThatIsClosed_isNoTrouble() throws Exception {
    MetricsSink sink = sink();
    var registry = new SondeMeterRegistry(Properties.still(), clock, sink);
    registry.counter("a").increment();
    sink.close();
    registry.publish();
    assertThat(registry.status().orElseThrow().brokenOff()).isEqualTo(1);
    assertThat(registry.status().orElseThrow().held()).isZero();
    registry.close();
  }
}
