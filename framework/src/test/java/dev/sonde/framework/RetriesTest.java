package dev.sonde.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.ContainerMetricsCollector;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.api.framework.SystemMetricsCollector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class RetriesTest {
  private static final Duration LONG = Duration.ofMinutes(10);

  private final Bench bench = new Bench();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void failure_isTriedAgain_afterTwiceAsLongEachTime() throws Exception {
    var collector = register(CollectorConfig.named("a").withTimes(LONG, Duration.ofSeconds(10)), 9);
    assertThat(collector.collectWithErrorHandling()).isEmpty();
    assertThat(bench.pauses)
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
    assertThat(asked).hasValue(4);
    assertThat(collector.status().errorCount()).isOne();
    assertThat(collector.status().use().attempts()).isEqualTo(4);
  }

  @Test
  void retry_thatSucceeds_makesTheRunASuccess() throws Exception {
    var collector = register(CollectorConfig.named("a"), 1);
    assertThat(collector.collectWithErrorHandling()).hasSize(1);
    assertThat(bench.pauses).containsExactly(Duration.ofSeconds(5));
    assertThat(collector.status().successCount()).isOne();
    assertThat(collector.status().errorCount()).isZero();
  }

  /// After 5 and 10 s the next one would be due at 35 s.
  @Test
  void retry_afterTheInterval_isNotBegun() throws Exception {
    var collector = register(CollectorConfig.named("a"), 9);
    collector.collectWithErrorHandling();
    assertThat(bench.pauses).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(10));
  }

  @Test
  void delay_isAMinuteAtMost_unlessAskedFor() throws Exception {
    var config =
        CollectorConfig.named("a")
            .withTimes(Duration.ofHours(2), Duration.ofSeconds(10))
            .withRetries(5, Duration.ofSeconds(30));
    register(config, 99).collectWithErrorHandling();
    assertThat(bench.pauses)
        .extracting(Duration::toSeconds)
        .containsExactly(30L, 60L, 60L, 60L, 60L);
  }

  @Test
  void retry_asksOnlyForContainersThatFailed() throws Exception {
    var seen = new ArrayList<String>();
    ContainerMetricsCollector picky =
        container -> {
          seen.add(container.name());
          if (container.name().equals("web") && seen.size() < 3) {
            throw new IOException("no answer");
          }
          return List.of(new MetricValue(container.name(), 1));
        };
    bench.registry.register(CollectorConfig.named("picky"), picky);
    assertThat(bench.registry.collectAll(List.of("web", "db")).values())
        .allSatisfy(each -> assertThat(each).hasSize(1));
    assertThat(seen).containsExactly("web", "db", "web");
  }

  @Test
  void hang_isCutOffAtTheTimeout_andNotBegunBesideItself() throws Exception {
    var begun = new AtomicInteger();
    var goOn = new CountDownLatch(1);
    var returned = new CountDownLatch(1);
    SystemMetricsCollector hanging =
        () -> {
          begun.incrementAndGet();
          boolean waited = false;
          while (!waited) {
            try {
              goOn.await();
              waited = true;
            } catch (InterruptedException ignored) {
              Thread.onSpinWait();
            }
          }
          returned.countDown();
          return List.of(new MetricValue("late", 1));
        };
    // what is never retried: only the whole run gets more time for it
    var config = CollectorConfig.named("a").withTimes(LONG, Duration.ofMillis(30));
    var collector = bench.registry.register(config, hanging);
    assertThat(collector.collectWithErrorHandling()).isEmpty();
    assertThat(collector.status().lastError())
        .contains("TimeoutException: a gave no answer within 30 ms");
    while (begun.get() == 0) {
      assertThat(collector.collectWithErrorHandling()).isEmpty();
    }
    assertThat(collector.collectWithErrorHandling()).isEmpty();
    assertThat(collector.status().lastError())
        .contains("TimeoutException: an earlier reading has not returned yet");
    assertThat(begun).hasValue(1);
    assertThat(bench.registry.prometheusPage()).isEmpty();
    goOn.countDown();
    returned.await();
    List<MetricValue> last = List.of();
    while (collector.status().lastError().isPresent()) {
      last = collector.collectWithErrorHandling();
    }
    assertThat(last).hasSize(1);
  }

  @Test
  void hang_ofOne_leavesTheOthersAlone() throws Exception {
    var goOn = new CountDownLatch(1);
    SystemMetricsCollector hanging =
        () -> {
          goOn.await();
          return List.of();
        };
    var config = Bench.once("hanging").withTimes(Duration.ofSeconds(30), Duration.ofMillis(30));
    bench.registry.register(config, hanging);
    register(Bench.once("good"), 0);
    assertThat(Bench.lines(bench.registry.collectAll("web"))).containsExactly("up 1 1767225600000");
    assertThat(bench.status("hanging").errorCount()).isOne();
    assertThat(bench.status("good").errorCount()).isZero();
  }

  private RegisteredCollector register(CollectorConfig config, int failures)
      throws InterruptedException {
    SystemMetricsCollector source =
        () -> {
          if (asked.getAndIncrement() < failures) {
            throw new IOException("no answer");
          }
          return List.of(new MetricValue("up", 1));
        };
    return bench.registry.register(config, source);
  }
}
