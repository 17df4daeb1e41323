package dev.sonde.client.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import dev.sonde.api.Kind;
import dev.sonde.client.MetricsSink;
import dev.sonde.client.SinkConfig;
import dev.sonde.client.TestHub;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What meters become at the hub.
@Timeout(600)
class SondeMeterRegistryTest {
  private final AtomicLong seven = new AtomicLong(7);
  private final MockClock clock = new MockClock();
  private final TestHub hub = TestHub.open();
  private final MetricsSink sink = MetricsSink.open(SinkConfig.inMemory(hub.url()));
  private final SondeMeterRegistry registry =
      new SondeMeterRegistry(Properties.still(), clock, sink);

  SondeMeterRegistryTest() throws IOException {
    clock.add(999, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void close() {
    registry.close();
    sink.close(Duration.ZERO);
    hub.close();
  }

  @Test
  void everyMeter_hasItsSeries() throws Exception {
    registry.counter("orders.placed", "shop", "berlin").increment(3);
    FunctionCounter.builder("cache.gets", seven, AtomicLong::get).register(registry);
    Gauge.builder("pool.size", () -> 5).baseUnit("connections").register(registry);
    TimeGauge.builder("age", () -> 1_500, TimeUnit.MILLISECONDS).register(registry);
    Timer timer = registry.timer("http.requests", "uri", "/");
    timer.record(Duration.ofMillis(100));
    timer.record(Duration.ofMillis(300));
    FunctionTimer.builder("fetch", seven, AtomicLong::get, AtomicLong::get, TimeUnit.MILLISECONDS)
        .register(registry);
    DistributionSummary.builder("body").baseUnit("bytes").register(registry).record(0.5);
    LongTaskTimer tasks = registry.more().longTaskTimer("jobs");
    var _ = tasks.start();
    clock.add(10, TimeUnit.SECONDS);
    Meter.builder(
            "own",
            Meter.Type.OTHER,
            List.of(
                new Measurement(() -> 7.0, Statistic.COUNT),
                new Measurement(() -> 1.0, Statistic.TOTAL),
                new Measurement(() -> 2.0, Statistic.MAX),
                new Measurement(() -> 4.0, Statistic.ACTIVE_TASKS),
                new Measurement(() -> 5.0, Statistic.DURATION),
                new Measurement(() -> 3.0, Statistic.VALUE)))
        .register(registry);

    assertThat(published(21))
        .containsExactlyInAnyOrder(
            "orders_placed_total{shop=\"berlin\"} 3.0 @11000",
            "cache_gets_total 7.0 @11000",
            "pool_size_connections 5.0 @11000",
            "age_seconds 1.5 @11000",
            "http_requests_seconds_count{uri=\"/\"} 2.0 @11000",
            "http_requests_seconds_sum{uri=\"/\"} 0.4 @11000",
            "http_requests_seconds_max{uri=\"/\"} 0.3 @11000",
            "fetch_seconds_count 7.0 @11000",
            "fetch_seconds_sum 0.007 @11000",
            "body_bytes_count 1.0 @11000",
            "body_bytes_sum 0.5 @11000",
            "body_bytes_max 0.5 @11000",
            "jobs_seconds_active_count 1.0 @11000",
            "jobs_seconds_duration_sum 10.0 @11000",
            "jobs_seconds_max 10.0 @11000",
            "own_total{statistic=\"count\"} 7.0 @11000",
            "own_sum_total{statistic=\"total\"} 1.0 @11000",
            "own_max{statistic=\"max\"} 2.0 @11000",
            "own_active_count{statistic=\"active\"} 4.0 @11000",
            "own_duration_sum{statistic=\"duration\"} 5.0 @11000",
            "own_value{statistic=\"value\"} 3.0 @11000");
  }

  @Test
  void whatIsKnownOfAName_comesWithIt() throws Exception {
    Counter.builder("sent").baseUnit("bytes").description(" All\n that went. ").register(registry);
    Timer.builder("wait").serviceLevelObjectives(Duration.ofSeconds(1)).register(registry);
    registry.timer("walk");
    registry.more().longTaskTimer("jobs");
    published(12);
    assertThat(hub.families())
        .containsEntry(
            "sent_bytes_total",
            new Family("sent_bytes_total", Kind.COUNTER, "bytes", "All that went."))
        .containsEntry(
            "wait_seconds_bucket", new Family("wait_seconds_bucket", Kind.HISTOGRAM, "seconds", ""))
        .containsEntry(
            "wait_seconds_count", new Family("wait_seconds_count", Kind.HISTOGRAM, "seconds", ""))
        .containsEntry(
            "walk_seconds_sum", new Family("walk_seconds_sum", Kind.SUMMARY, "seconds", ""))
        .containsEntry("walk_seconds_max", Family.gauge("walk_seconds_max", "seconds", ""))
        .containsEntry(
            "jobs_seconds_active_count", Family.gauge("jobs_seconds_active_count", "seconds", ""));
  }

  @Test
  void buckets_countFromTheStart_howeverManyStepsGoBy() throws Exception {
    Timer timer =
        Timer.builder("wait")
            .serviceLevelObjectives(Duration.ofMillis(100), Duration.ofSeconds(1))
            .register(registry);
    for (int i = 1; i <= 20; i++) {
      timer.record(Duration.ofMillis(100));
      timer.record(Duration.ofMillis(101));
      timer.record(Duration.ofSeconds(2));
      clock.add(Duration.ofMinutes(1));
      registry.publish();
    }
    hub.await(120);
    assertThat(hub.taken())
        .contains(
            "wait_seconds_bucket{le=\"0.1\"} 20.0 @1201000",
            "wait_seconds_bucket{le=\"1.0\"} 40.0 @1201000",
            "wait_seconds_bucket{le=\"+Inf\"} 60.0 @1201000",
            "wait_seconds_count 60.0 @1201000");
  }

  @Test
  void fractions_areInTheirBucket() throws Exception {
    DistributionSummary summary =
        DistributionSummary.builder("ratio").serviceLevelObjectives(0.5, 1).register(registry);
    summary.record(0.3);
    summary.record(0.7);
    assertThat(published(6))
        .contains(
            "ratio_bucket{le=\"0.5\"} 1.0 @1000",
            "ratio_bucket{le=\"1.0\"} 2.0 @1000",
            "ratio_bucket{le=\"+Inf\"} 2.0 @1000");
  }

  @Test
  void percentiles_areQuantiles_andStandApartFromBuckets() throws Exception {
    Timer.builder("a").publishPercentiles(0.5).register(registry).record(Duration.ofSeconds(1));
    Timer.builder("b")
        .publishPercentiles(0.5)
        .serviceLevelObjectives(Duration.ofSeconds(2))
        .register(registry)
        .record(Duration.ofSeconds(1));
    assertThat(published(10))
        .anyMatch(line -> line.startsWith("a_seconds{quantile=\"0.5\"} 0.97"))
        .anyMatch(line -> line.startsWith("b_seconds_quantile{quantile=\"0.5\"} 0.97"))
        .contains("b_seconds_bucket{le=\"+Inf\"} 1.0 @1000");
  }

  @Test
  void percentileHistogram_hasMicrometersBuckets() throws Exception {
    Timer.builder("wait")
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofMillis(3))
        .register(registry)
        .record(Duration.ofMillis(2));
    registry.publish();
    hub.await(8);
    assertThat(hub.taken())
        .contains(
            "wait_seconds_bucket{le=\"0.001\"} 0.0 @1000",
            "wait_seconds_bucket{le=\"0.003\"} 1.0 @1000",
            "wait_seconds_bucket{le=\"+Inf\"} 1.0 @1000");
  }

  @Test
  void activeTasks_haveBuckets_thatGoUpAndDown() throws Exception {
    LongTaskTimer timer =
        LongTaskTimer.builder("jobs")
            .serviceLevelObjectives(Duration.ofMinutes(2))
            .register(registry);
    LongTaskTimer.Sample task = timer.start();
    clock.add(Duration.ofMinutes(1));
    assertThat(published(5))
        .contains(
            "jobs_seconds_bucket{le=\"120.0\"} 1.0 @61000",
            "jobs_seconds_bucket{le=\"+Inf\"} 1.0 @61000");
    task.stop();
    clock.add(Duration.ofMinutes(1));
    assertThat(published(10)).contains("jobs_seconds_bucket{le=\"+Inf\"} 0.0 @121000");
  }

  @Test
  void whatIsNoNumber_isAbsent() throws Exception {
    Gauge.builder("broken", () -> Double.NaN).register(registry);
    Gauge.builder("endless", () -> Double.POSITIVE_INFINITY).register(registry);
    registry.gauge(
        "gone",
        seven,
        _ -> {
          throw new IllegalStateException("closed");
        });
    assertThat(published(1)).containsExactly("endless Infinity @1000");
  }

  @Test
  void metersOfOneName_differInTheirTags() throws Exception {
    registry.counter("hits", "page", "a").increment();
    registry.counter("hits", "host", "b").increment(2);
    registry.counter("hits").increment(3);
    assertThat(published(3))
        .containsExactlyInAnyOrder(
            "hits_total{page=\"a\"} 1.0 @1000",
            "hits_total{host=\"b\"} 2.0 @1000",
            "hits_total 3.0 @1000");
  }

  @Test
  void metersThatAreOneSeries_theFirstHasIt_untilItIsRemoved() throws Exception {
    Gauge first = Gauge.builder("a.b", () -> 1).register(registry);
    registry.publish();
    Gauge.builder("a_b", () -> 2).register(registry);
    Gauge.builder("a.b", () -> 3).tag("empty", "").register(registry);
    clock.add(Duration.ofSeconds(1));
    assertThat(published(2)).containsExactly("a_b 1.0 @1000", "a_b 1.0 @2000");
    assertThat(registry.status().orElseThrow().shadowed()).isEqualTo(2);
    registry.remove(first);
    clock.add(Duration.ofSeconds(1));
    assertThat(published(4)).contains("a_b 1.0 @2001").doesNotContain("a_b 1.0 @3000");
    assertThat(hub.taken()).filteredOn(line -> line.endsWith("@3000")).hasSize(1);
    assertThat(registry.status().orElseThrow().shadowed()).isEqualTo(1);
  }

  @Test
  void tagsThatBecomeOne_areJoined_andThoseThatAreNeededAreMoved() throws Exception {
    registry.counter("a", "x.y", "1", "x_y", "2").increment();
    Timer.builder("b")
        .tag("le", "mine")
        .serviceLevelObjectives(Duration.ofSeconds(1))
        .register(registry);
    assertThat(published(6))
        .contains(
            "a_total{x_y=\"1;2\"} 1.0 @1000",
            "b_seconds_count{le=\"mine\"} 0.0 @1000",
            "b_seconds_bucket{exported_le=\"mine\",le=\"1.0\"} 0.0 @1000");
  }

  @Test
  void removedMeter_isReadALastTime_andWhoComesAfterItBeginsAnew() throws Exception {
    Counter old = registry.counter("a");
    old.increment(2);
    registry.publish();
    old.increment(3);
    registry.remove(old);
    registry.counter("a").increment();
    clock.add(Duration.ofMinutes(1));
    registry.publish();
    clock.add(Duration.ofMinutes(1));
    assertThat(published(4))
        .containsExactly(
            "a_total 2.0 @1000", "a_total 5.0 @1001", "a_total 1.0 @61000", "a_total 1.0 @121000");
    assertThat(registry.status().orElseThrow().complaints()).isZero();
  }

  @Test
  void metersThatThrow_whateverItIs_holdUpNoOther() throws Exception {
    for (int i = 0; i < 20; i++) {
      FunctionCounter.builder("broken" + i, seven, SondeMeterRegistryTest::broken)
          .register(registry);
      FunctionCounter.builder("unlinked" + i, seven, SondeMeterRegistryTest::unlinked)
          .register(registry);
      registry.counter("sound" + i).increment();
    }
    assertThat(published(20)).hasSize(20).allMatch(line -> line.startsWith("sound"));
    assertThat(registry.status().orElseThrow().complaints()).isEqualTo(40);
    assertThat(registry.status().orElseThrow().published()).isEqualTo(1);
  }

  private static double broken(AtomicLong of) {
    throw new IllegalStateException("closed " + of);
  }

  private static double unlinked(AtomicLong of) {
    throw new NoClassDefFoundError("com/example/Gone " + of);
  }

  @Test
  void gaugeThatRegistersMeters_isFine() throws Exception {
    Gauge.builder("a", () -> registry.counter("b").count()).register(registry);
    registry.publish();
    clock.add(Duration.ofSeconds(1));
    assertThat(published(3)).contains("a 0.0 @1000", "b_total 0.0 @2000");
  }

  @Test
  void labelsThatAreTooLong_areLeftOut_andTheRestIsNot() throws Exception {
    registry.counter("a", "text", "x".repeat(100_000)).increment();
    registry.counter("b", "text", "\ud800\n\"").increment();
    assertThat(published(1)).containsExactly("b_total{text=\"?\\n\\\"\"} 1.0 @1000");
  }

  @Test
  void measurementThatComesTwice_isTakenOnce() throws Exception {
    var twice = new Measurement(() -> 1.0, Statistic.VALUE);
    Meter.builder("own", Meter.Type.OTHER, List.of(twice, twice)).register(registry);
    assertThat(published(1)).containsExactly("own_value{statistic=\"value\"} 1.0 @1000");
    assertThat(registry.status().orElseThrow().complaints()).isEqualTo(1);
  }

  @Test
  void conventionOfSomebodyElse_isUsed() throws Exception {
    registry.config().namingConvention((name, _, _) -> "shop_" + name);
    registry.counter("orders").increment();
    assertThat(published(1)).containsExactly("shop_orders 1.0 @1000");
  }

  @Test
  void clockOfTheFuture_isSaid_andNothingIsTaken() {
    clock.add(Duration.ofDays(365L * 200));
    registry.counter("a").increment();
    registry.publish();
    assertThat(registry.status().orElseThrow().complaints()).isEqualTo(1);
    assertThat(registry.status().orElseThrow().sink().taken()).isZero();
  }

  @Test
  void scheduler_publishesEachStep_andClosingALastTime() throws Exception {
    SondeConfig config =
        Properties.of(
            "sonde.url", hub.url(),
            "sonde.memory", "true",
            "sonde.step", "20ms",
            "sonde.close-within", "1m");
    seven.set(1);
    var own = new SondeMeterRegistry(config, Clock.SYSTEM);
    FunctionCounter.builder("ticks", seven, AtomicLong::get).register(own);
    hub.await(3);
    seven.set(7);
    own.close();
    own.close();
    assertThat(hub.taken().getFirst()).startsWith("ticks_total 1.0 @");
    assertThat(hub.taken().getLast()).startsWith("ticks_total 7.0 @");
    assertThat(own.status().orElseThrow().brokenOff()).isZero();
  }

  @Test
  void whatComesWhileOneIsPublishing_isReadBeforeItEnds() throws Exception {
    var entered = new CountDownLatch(1);
    var on = new CountDownLatch(1);
    SondeConfig config =
        Properties.of(
            "sonde.url", hub.url(),
            "sonde.memory", "true",
            "sonde.step", "20ms",
            "sonde.close-within", "1m");
    var own = new SondeMeterRegistry(config, Clock.SYSTEM);
    Gauge.builder("state", () -> valueBefore(entered, on)).register(own);
    entered.await();
    seven.set(8);
    Thread closing = Thread.ofPlatform().start(own::close);
    while (closing.getState() == Thread.State.RUNNABLE || closing.getState() == Thread.State.NEW) {
      Thread.onSpinWait();
    }
    on.countDown();
    closing.join();
    assertThat(hub.taken().getFirst()).startsWith("state 7.0 @");
    assertThat(hub.taken().getLast()).startsWith("state 8.0 @");
  }

  private double valueBefore(CountDownLatch entered, CountDownLatch on) {
    long value = seven.get();
    entered.countDown();
    try {
      on.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return value;
  }

  @Test
  void publicationsOfOneInstant_areTwo_andAClockThatIsSetBackIsFollowed() throws Exception {
    clock.add(Duration.ofMinutes(1));
    Counter counter = registry.counter("a");
    registry.publish();
    counter.increment();
    registry.publish();
    registry.remove(counter);
    registry.publish();
    registry.counter("a");
    clock.add(-30, TimeUnit.SECONDS);
    assertThat(published(4))
        .containsExactly(
            "a_total 0.0 @61000", "a_total 1.0 @61001", "a_total 1.0 @61002", "a_total 0.0 @31000");
  }

  @Test
  void metersThatLeaveInNumbers_areBounded_andItIsSaid() {
    for (int i = 0; i < 10_001; i++) {
      registry.remove(registry.counter("a", "i", Integer.toString(i)));
    }
    registry.publish();
    assertThat(registry.status().orElseThrow().complaints()).isEqualTo(1);
    assertThat(registry.status().orElseThrow().sink().taken()).isEqualTo(10_000);
  }

  /// What the hub has, once it has so many.
  private List<String> published(int samples) throws InterruptedException {
    registry.publish();
    hub.await(samples);
    return hub.taken();
  }
}
