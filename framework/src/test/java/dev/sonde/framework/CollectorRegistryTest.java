package dev.sonde.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Labels;
import dev.sonde.api.framework.CollectorConfig;
import dev.sonde.api.framework.ContainerMetricsCollector;
import dev.sonde.api.framework.MetricValue;
import dev.sonde.api.framework.SystemMetricsCollector;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class CollectorRegistryTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Bench bench = new Bench();
  private final CollectorRegistry registry = bench.registry;

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void collectAll_asksEveryCollector_inTheirOrder() throws Exception {
    registry.register(Bench.once("b"), counting());
    registry.register(Bench.once("a"), (SystemMetricsCollector) () -> one("up", 1));
    assertThat(Bench.lines(registry.collectAll("web")))
        .containsExactly("asked{container_name=\"web\"} 1 1767225600000", "up 1 1767225600000");
  }

  @Test
  void collectAll_target_mayBeIdNameOrBeginning() throws Exception {
    registry.register(Bench.once("a"), counting());
    for (String target : List.of(Bench.WEB, "web", "aaaa")) {
      assertThat(registry.collectAll(target))
          .singleElement()
          .satisfies(each -> assertThat(each.labels().value("container_name")).isEqualTo("web"));
    }
  }

  @Test
  void collectAll_unknownTarget_saysWhichAreKnown_andCountsNothing() throws Exception {
    registry.register(Bench.once("a"), counting());
    assertThatThrownBy(() -> registry.collectAll("nope"))
        .isInstanceOf(UnknownContainerException.class)
        .hasMessage("no container is called \"nope\"; known are web, db");
    assertThatThrownBy(() -> registry.collectWithErrorHandling("a", ""))
        .isInstanceOf(UnknownContainerException.class);
    assertThat(bench.status("a").errorCount()).isZero();
  }

  @Test
  void collectAll_nothingThatMeasuresContainers_needsNone() throws Exception {
    registry.register(Bench.once("a"), (SystemMetricsCollector) () -> one("up", 1));
    assertThat(registry.collectAll("whatever")).hasSize(1);
    assertThat(bench.readings).hasValue(0);
  }

  @Test
  void collectAll_manyTargets_inOneRunEach() throws Exception {
    registry.register(Bench.once("a"), counting());
    var all = registry.collectAll(List.of("db", "gone", "web", Bench.WEB));
    assertThat(all.keySet()).containsExactly("db", "web", Bench.WEB);
    assertThat(all.get("web")).isEqualTo(all.get(Bench.WEB)).hasSize(1);
    assertThat(bench.status("a").successCount()).isOne();
  }

  @Test
  void failure_isCounted_givesNothing_andLeavesOthersAlone() throws Exception {
    registry.register(Bench.once("bad"), failing());
    registry.register(Bench.once("good"), counting());
    assertThat(registry.collectAll("web")).hasSize(1);
    assertThat(bench.status("bad").lastError())
        .contains("CollectionException: 1 of 1 failed; web: IOException: no answer");
    assertThat(bench.status("bad").errorCount()).isOne();
    assertThat(bench.status("good").successCount()).isOne();
    assertThat(bench.status("good").lastError()).isEmpty();
    assertThat(bench.status("good").lastRun()).contains(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void failure_ofOneContainer_leavesTheOthersAlone() throws Exception {
    ContainerMetricsCollector picky =
        container -> {
          if (container.name().equals("web")) {
            throw new IOException("no answer");
          }
          return one("asked", 1);
        };
    registry.register(Bench.once("picky"), picky);
    assertThat(registry.collectAll(List.of("web", "db")))
        .hasEntrySatisfying("db", each -> assertThat(each).hasSize(1));
    assertThat(bench.status("picky").lastError())
        .contains("CollectionException: 1 of 2 failed; web: IOException: no answer");
  }

  @Test
  void health_isLostAfterMoreThanFiveFailures_andBackWithTheFirstSuccess() throws Exception {
    var fails = new AtomicInteger(6);
    SystemMetricsCollector sometimes =
        () -> {
          if (fails.getAndDecrement() > 0) {
            throw new IOException("no answer");
          }
          return one("up", 1);
        };
    RegisteredCollector collector = registry.register(Bench.once("a"), sometimes);
    for (int i = 0; i < 5; i++) {
      assertThat(collector.collectWithErrorHandling()).isEmpty();
      assertThat(collector.status().healthy()).isTrue();
    }
    assertThat(collector.collectWithErrorHandling()).isEmpty();
    assertThat(collector.status().healthy()).isFalse();
    assertThat(collector.status().errorCount()).isEqualTo(6);
    assertThat(collector.collectWithErrorHandling()).hasSize(1);
    assertThat(collector.status().healthy()).isTrue();
    assertThat(collector.status().lastError()).isEmpty();
    assertThat(collector.status().errorCount()).isEqualTo(6);
  }

  @Test
  void error_isCountedAsAnyFailure_andNotTriedAgain() throws Exception {
    var asked = new AtomicInteger();
    SystemMetricsCollector broken =
        () -> {
          asked.incrementAndGet();
          throw new StackOverflowError("too deep");
        };
    var collector = registry.register(CollectorConfig.named("a"), broken);
    assertThat(collector.collectWithErrorHandling()).isEmpty();
    assertThat(collector.status().lastError()).contains("StackOverflowError: too deep");
    assertThat(asked).hasValue(1);
  }

  @Test
  void disabled_doesNotRun() throws Exception {
    registry.register(Bench.once("off").withEnabled(false), failing());
    assertThat(registry.collectAll("web")).isEmpty();
    assertThat(registry.collectWithErrorHandling("off", "web")).isEmpty();
    assertThat(registry.enabled()).isEmpty();
    assertThat(registry.all()).hasSize(1);
    assertThat(registry.initializeAll()).isEmpty();
    assertThat(bench.status("off").enabled()).isFalse();
    assertThat(bench.status("off").lastRun()).isEmpty();
  }

  @Test
  void initializeAll_saysWhoIsReady_andOneThatIsNotIsTriedAgain() throws Exception {
    var slow = new Opening(1);
    registry.register(Bench.once("slow"), slow);
    registry.register(Bench.once("good"), counting());
    assertThat(registry.initializeAll()).isEqualTo(Map.of("slow", false, "good", true));
    assertThat(bench.status("slow").lastError()).contains("IOException: not yet");
    assertThat(bench.status("slow").initialized()).isFalse();
    assertThat(registry.collectWithErrorHandling("slow", "")).hasSize(1);
    assertThat(registry.initializeAll()).isEqualTo(Map.of("slow", true, "good", true));
    assertThat(bench.status("slow").lastError()).isEmpty();
    assertThat(slow.opened).isEqualTo(2);
  }

  @Test
  void unregister_closes_andTheNameIsFree() throws Exception {
    var first = new Opening(0);
    registry.register(Bench.once("a"), first);
    registry.collectAll("web");
    assertThatThrownBy(() -> registry.register(Bench.once("a"), counting()))
        .hasMessage("a collector named a is registered");
    assertThat(registry.unregister("a")).isTrue();
    assertThat(registry.unregister("a")).isFalse();
    assertThat(first.closed).isOne();
    assertThat(registry.snapshot().size()).isZero();
    registry.register(Bench.once("a"), counting());
    assertThat(registry.collectAll("web")).hasSize(1);
  }

  @Test
  void cleanupAll_closesEnabledAndDisabledOnce() throws Exception {
    var on = new Opening(0);
    var off = new Opening(0);
    registry.register(Bench.once("on"), on);
    registry.register(Bench.once("off").withEnabled(false), off);
    registry.cleanupAll();
    registry.close();
    registry.close();
    assertThat(on.closed).isOne();
    assertThat(off.closed).isOne();
    assertThatThrownBy(() -> registry.register(Bench.once("late"), counting()))
        .hasMessage("this registry was closed");
  }

  @Test
  void collectAll_fromManyThreads_neverTwiceAtATime_andNothingIsLost() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    ContainerMetricsCollector careful =
        container -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.onSpinWait();
          inside.decrementAndGet();
          return one(container.name(), 1);
        };
    registry.register(Bench.once("a"), careful);
    registry.register(Bench.once("b"), counting());
    var tasks = new ArrayList<Callable<List<MetricValue>>>();
    for (int i = 0; i < 40; i++) {
      String target = i % 2 == 0 ? "web" : "db";
      tasks.add(() -> registry.collectAll(target));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var each : threads.invokeAll(tasks)) {
        assertThat(each.get()).hasSize(2);
      }
    }
    assertThat(most).hasValue(1);
    assertThat(bench.status("a").successCount()).isEqualTo(40);
  }

  @Test
  void collectAll_manyCollectors_allAtOnce() throws Exception {
    int count = 40;
    var here = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      SystemMetricsCollector waiting =
          () -> {
            here.countDown();
            here.await();
            return one("met", 1);
          };
      registry.register(Bench.once("c" + i).withTimes(LONG, LONG), waiting);
    }
    assertThat(registry.collectAll("nobody")).hasSize(count);
  }

  @Test
  void page_showsWhatWasCollected_andOneTargetDoesNotEndTheOthers() throws Exception {
    registry.register(Bench.once("a").withLabels(Labels.of("env", "prod")), counting());
    registry.collectAll("web");
    registry.collectAll("db");
    assertThat(registry.prometheusPage())
        .isEqualTo(
            """
            # TYPE asked gauge
            asked{container_name="db",env="prod"} 2
            asked{container_name="web",env="prod"} 1
            """);
    bench.present.remove(Bench.WEB);
    bench.time.pass(Duration.ofSeconds(2));
    registry.collectAll("db");
    assertThat(registry.prometheusPage())
        .isEqualTo("# TYPE asked gauge\nasked{container_name=\"db\",env=\"prod\"} 3\n");
  }

  @Test
  void page_containerNotAskedForTwoIntervals_isGone() throws Exception {
    registry.register(Bench.once("a"), counting());
    registry.collectAll("web");
    bench.time.pass(Duration.ofSeconds(61));
    registry.collectAll("db");
    assertThat(registry.prometheusPage()).doesNotContain("web").contains("db");
  }

  @Test
  void use_isMeasured() throws Exception {
    SystemMetricsCollector busy =
        () -> {
          var garbage = new ArrayList<byte[]>();
          for (int i = 0; i < 100; i++) {
            garbage.add(new byte[10_000]);
          }
          return one("held", garbage.size());
        };
    var collector = registry.register(Bench.once("busy"), busy);
    assertThat(collector.status().use()).isEqualTo(ResourceUse.NONE);
    collector.collectWithErrorHandling();
    collector.collectWithErrorHandling();
    ResourceUse use = collector.status().use();
    assertThat(use.attempts()).isEqualTo(2);
    assertThat(use.allocatedBytes()).isGreaterThan(2_000_000);
    assertThat(use.cpu()).isPositive();
  }

  private static ContainerMetricsCollector counting() {
    var asked = new AtomicInteger();
    return container ->
        List.of(
            new MetricValue(
                "asked", asked.incrementAndGet(), Labels.of("container_name", container.name())));
  }

  private static ContainerMetricsCollector failing() {
    return _ -> {
      throw new IOException("no answer");
    };
  }

  private static List<MetricValue> one(String name, double value) {
    return List.of(new MetricValue(name, value));
  }

  private static final class Opening implements SystemMetricsCollector {
    private final int failures;
    int opened;
    int closed;

    Opening(int failures) {
      this.failures = failures;
    }

    @Override
    public void initialize() throws IOException {
      opened++;
      if (opened <= failures) {
        throw new IOException("not yet");
      }
    }

    @Override
    public List<MetricValue> collect() {
      return one("opened", opened);
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
