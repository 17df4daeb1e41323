package dev.sonde.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class AsyncMetricsCollectorTest {
  private static final Receipt FULL =
      new Receipt.Refused(Receipt.Reason.JOURNAL, "full", Duration.ofSeconds(1));
  private static final Receipt UNFIT =
      new Receipt.Refused(Receipt.Reason.UNFIT, "never", Duration.ZERO);

  private final TestHub hub = TestHub.open();

  AsyncMetricsCollectorTest() throws IOException {}

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void generators_areAskedAgainAndAgain_andWhatTheyFindArrives() throws Exception {
    var queue = new QueueMetricsGenerator(10);
    queue.offer(new GenericMetric("q", "queued", 1));
    var rounds = new AtomicInteger();
    try (var sender = GenericMetricsSender.open(SinkConfig.inMemory(hub.url()));
        var collector = new AsyncMetricsCollector(sender, Duration.ofMillis(1))) {
      collector.add(queue);
      collector.add(() -> List.of(new GenericMetric("g", "round", rounds.incrementAndGet())));
      collector.add(() -> {
        throw new IllegalStateException("broken");
      });
      int wanted = 5;
      while (hub.await(wanted).keySet().stream().noneMatch(line -> line.startsWith("queued"))) {
        wanted++;
      }
      while (collector.failures() < 3) {
        Thread.onSpinWait();
      }
    }
    assertThat(hub.taken()).anyMatch(line -> line.startsWith("round{origin=\"g\"} 2.0"));
    assertThat(queue.size()).isZero();
  }

  @Test
  void whatTheSenderRefuses_isTriedAgain_beforeThereIsMore() {
    var answers = new ArrayList<>(List.of(FULL, FULL, new Receipt.Durable()));
    var sent = new ArrayList<String>();
    var generator = new Counting();
    var run =
        new GeneratorRun(
            generator,
            metrics -> {
              sent.add(metrics.getFirst().metricType());
              return answers.isEmpty() ? new Receipt.Durable() : answers.removeFirst();
            },
            rounds(4));
    run.run();
    assertThat(sent).containsExactly("m1", "m1", "m1", "m2", "m3");
    assertThat(run.held()).isZero();
    assertThat(run.failures()).isZero();
    assertThat(generator.closed).isTrue();
  }

  @Test
  void whatIsNeverTaken_isNotTriedAgain_andCounts() {
    var sent = new ArrayList<String>();
    var run =
        new GeneratorRun(
            new Counting(),
            metrics -> {
              sent.add(metrics.getFirst().metricType());
              return UNFIT;
            },
            rounds(2));
    run.run();
    assertThat(sent).containsExactly("m1", "m2");
    assertThat(run.failures()).isEqualTo(2);
  }

  @Test
  void whatWaitsInAQueueAtTheEnd_isSent_unlessTheSenderRefusesIt() {
    var queue = new QueueMetricsGenerator(5_000);
    var sent = new ArrayList<GenericMetric>();
    for (int i = 0; i < 3_500; i++) {
      queue.offer(new GenericMetric("q", "m", i));
    }
    new GeneratorRun(
            queue, metrics -> sent.addAll(metrics) ? new Receipt.Durable() : FULL, rounds(1))
        .run();
    assertThat(sent)
        .hasSize(3_500)
        .isSortedAccordingTo(Comparator.comparingDouble(GenericMetric::value));
    queue.offer(new GenericMetric("q", "m", 1));
    var refusing = new GeneratorRun(queue, _ -> FULL, rounds(1));
    refusing.run();
    assertThat(refusing.held()).isEqualTo(1);
  }

  @Test
  void generatorThatFails_whateverItThrows_isCounted_askedAgain_andClosed() {
    var broken = new Broken();
    var sent = new ArrayList<GenericMetric>();
    var run =
        new GeneratorRun(
            broken, metrics -> sent.addAll(metrics) ? new Receipt.Durable() : FULL, rounds(3));
    run.run();
    assertThat(sent).hasSize(2);
    assertThat(broken.closed).isTrue();
    assertThat(run.failures()).isEqualTo(3);
  }

  @Test
  void senderThatThrows_isAskedAgain_andNothingIsLost() {
    var sent = new ArrayList<String>();
    var run =
        new GeneratorRun(
            new Counting(),
            metrics -> {
              sent.add(metrics.getFirst().metricType());
              if (sent.size() < 3) {
                throw new IllegalStateException("broken");
              }
              return new Receipt.Durable();
            },
            rounds(3));
    run.run();
    assertThat(sent).containsExactly("m1", "m1", "m1", "m2");
    assertThat(run.failures()).isEqualTo(2);
  }

  @Test
  void fullQueue_takesNothingMore() {
    var queue = new QueueMetricsGenerator(1);
    assertThat(queue.offer(new GenericMetric("q", "a", 1))).isTrue();
    assertThat(queue.offer(new GenericMetric("q", "b", 1))).isFalse();
    assertThat(queue.generate()).extracting(GenericMetric::metricType).containsExactly("a");
  }

  @Test
  void afterClosing_nothingCanBeAdded() throws Exception {
    try (var sender = GenericMetricsSender.open(SinkConfig.inMemory(hub.url()))) {
      var end = new CountDownLatch(1);
      var collector =
          new AsyncMetricsCollector(
              sender,
              end,
              Duration.ofMinutes(2),
              () -> {
                end.await();
                return false;
              });
      var generator = new Counting();
      collector.add(generator);
      collector.close();
      collector.close();
      assertThat(generator.closed).isTrue();
      assertThatThrownBy(() -> collector.add(generator)).hasMessageContaining("closed");
      assertThatThrownBy(() -> new AsyncMetricsCollector(sender, Duration.ZERO).close())
          .hasMessageContaining("1 ms to a day");
    }
  }

  private static AsyncMetricsCollector.Rhythm rounds(int many) {
    var left = new AtomicInteger(many);
    return () -> left.decrementAndGet() > 0;
  }

  /// The first time, when it is asked for the rest, and when it is closed.
  private static final class Broken implements MetricsGenerator {
    private boolean asked;
    private boolean closed;

    @Override
    public List<GenericMetric> generate() {
      if (!asked) {
        asked = true;
        throw new NoClassDefFoundError("com/example/Gone");
      }
      return List.of(new GenericMetric("g", "m", 1));
    }

    @Override
    public List<GenericMetric> remaining() {
      throw new IllegalStateException("closed");
    }

    @Override
    public void close() {
      closed = true;
      throw new IllegalStateException("closed already");
    }
  }

  private static final class Counting implements MetricsGenerator {
    private int round;
    private volatile boolean closed;

    @Override
    public List<GenericMetric> generate() {
      round++;
      return List.of(new GenericMetric("g", "m" + round, round));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
